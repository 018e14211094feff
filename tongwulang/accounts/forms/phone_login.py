"""Phone and code, on one screen."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.forms.agreement import AgreementField
from tongwulang.accounts.models import Notice
from tongwulang.accounts.phone_field import MobileField

SIX_DIGITS = re.compile(r"[0-9]{6}")


class CodeField(forms.CharField):
    """Six digits, full-width ones and blanks between them too."""

    default_error_messages = {
        "required": _("请填写短信里的 6 位验证码。"),
    }

    def __init__(self, **options: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "one-time-code", "size": "8"}
        options.setdefault("label", _("短信验证码"))
        options.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(max_length=20, **options)

    def clean(self, value: Any) -> str:
        return re.sub(r"\s+", "", unicodedata.normalize("NFKC", super().clean(value)))


def validate_code(code: str) -> None:
    """Raise ValidationError for anything but six digits."""
    if not SIX_DIGITS.fullmatch(code):
        raise forms.ValidationError(_("验证码是 6 位数字。"), code="invalid")


class PhoneCodeForm(forms.Form):
    """A phone and the code sent to it; while a code is being asked for, only the phone counts."""

    phone = MobileField()
    code = CodeField()

    def __init__(self, *args: Any, is_asking: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_asking = is_asking
        if is_asking:
            self.fields["code"].required = False

    def clean_code(self) -> str:
        """Whatever stands in the box of the code is no fault while a new one is asked for."""
        if self.is_asking:
            return ""
        code = str(self.cleaned_data["code"])
        validate_code(code)
        return code


class PhoneLoginForm(PhoneCodeForm):
    """Sign-up and log-in in one; the box matters to those who have not agreed yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = Notice.objects.current(NoticeKind.PRIVACY)
        self.fields["agreed"] = AgreementField(self.notice, required=False)

    @property
    def agreed(self) -> Notice | None:
        """The notice beside which the box was ticked."""
        return self.notice if self.cleaned_data["agreed"] else None
