"""What hall staff look for in their hall."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _


class DutyForm(forms.Form):
    """Words of an employer's name, or how the number of a booth begins; full-width is the same."""

    q = forms.CharField(label=_("单位名称或展位号"), required=False, max_length=80)

    def clean_q(self) -> str:
        """The words as they are compared; raises nothing."""
        return unicodedata.normalize("NFKC", self.cleaned_data["q"]).strip()

    @property
    def words(self) -> str:
        """What is looked for; everything if nothing, or nothing that can be, is asked."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""
