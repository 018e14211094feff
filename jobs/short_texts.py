"""Lists of short texts, kept as JSON and typed one a line: skills, certificates, benefits."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 40


def validate_short_texts(value: object) -> None:
    """Raise ValidationError unless `value` is a list of texts of 1 to 40 characters."""
    if not isinstance(value, list):
        raise ValidationError(_("应为文字列表。"), code="not_a_list")
    for text in value:
        if not isinstance(text, str) or not text.strip() or len(text) > LONGEST or "\0" in text:
            raise ValidationError(
                _("“%(text)s”应为 1 至 40 个字的文字。"), code="bad_text", params={"text": text}
            )


class ShortTextsFormField(forms.CharField):
    """A box with one text a line; blank lines and repeated texts are dropped."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = (line.strip() for line in str(value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])


class ShortTextsField(models.JSONField):
    """A list of texts of 1 to 40 characters; empty means none are named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["default"] = list
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)
        self.validators.append(validate_short_texts)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["default"], kwargs["blank"]
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        # Skips JSONField's own form field, which would ask a clerk for brackets and quotes.
        defaults = {
            "form_class": ShortTextsFormField,
            "help_text": _("每行一项。"),
            "widget": forms.Textarea(attrs={"rows": 3}),
        }
        return models.Field.formfield(self, **{**defaults, **kwargs})
