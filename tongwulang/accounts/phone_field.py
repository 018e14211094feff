"""A form field for a Chinese mobile, as people type it."""

import re
import unicodedata
from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

# What people put between digits, or in front of them.
LOOSE = re.compile(r"[\s()·.\-—]+")
PLAIN = re.compile(r"\+?[0-9\s()·.\-—]+")
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


class ReachableField(MobileField):
    """Takes any phone by which somebody can be answered, also of those who have no Chinese mobile:
    a landline with its area code, a number abroad with its country's; gives E.164."""

    default_error_messages = {
        "invalid": _(
            "请填写能直接打通的电话，不带分机：手机如 138 0013 8000，座机加区号如 010 1234 5678，"
            "境外号码加国家码如 +852 2345 6789。"
        ),
    }

    def clean(self, value: Any) -> str:
        """The phone in E.164; raises ValidationError for what no phone has."""
        try:
            return super().clean(value)
        except forms.ValidationError as refusal:
            if refusal.code != "invalid":
                raise
            return self._elsewhere(str(value), refusal)

    def _elsewhere(self, typed: str, refusal: forms.ValidationError) -> str:
        text = unicodedata.normalize("NFKC", typed)
        # Of an extension, a second number or letters a part would be lost without a word.
        if not PLAIN.fullmatch(text.strip()):
            raise refusal
        try:
            number = phonenumbers.parse(text, "CN")
        except phonenumbers.NumberParseException:
            raise refusal from None
        if not phonenumbers.is_valid_number(number):
            raise refusal
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
