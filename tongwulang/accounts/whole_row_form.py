"""A form that checks every rule of its row, also those that name a field it does not show."""

from django import forms
from django.core.exceptions import ValidationError


class WholeRowForm(forms.ModelForm):
    """Says in words what the database would refuse.

    Django leaves out a constraint as soon as one of its fields is not in the form, such as a
    state that only actions move; the row would then fail at the database.
    """

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            self.instance.validate_constraints()
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
