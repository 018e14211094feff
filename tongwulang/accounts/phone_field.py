"""A form field for a Chinese mobile, as people type it."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# What people put between digits, or in front of them.
LOOSE = re.compile(r"[\s()·.\-—]+")
MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")


class MobileField(forms.CharField):
    """Takes 138 0013 8000, +86-138…, full-width digits; gives +8613800138000."""

    default_error_messages = {
        "required": _("请填写手机号。"),
        "invalid": _("请填写 11 位中国大陆手机号，如 138 0013 8000。"),
    }

    def __init__(self, **options: Any) -> None:
        attributes = {"inputmode": "tel", "autocomplete": "tel", "enterkeyhint": "next"}
        options.setdefault("label", _("手机号"))
        options.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(max_length=30, **options)

    def clean(self, value: Any) -> str:
        """The phone in E.164; raises ValidationError for anything but a Chinese mobile."""
        typed = super().clean(value)
        if not typed:
            return ""
        found = MOBILE.fullmatch(LOOSE.sub("", unicodedata.normalize("NFKC", typed)))
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return f"+86{found[1]}"
