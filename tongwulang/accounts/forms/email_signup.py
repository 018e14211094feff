"""Signing up by e-mail, for those whom no SMS reaches."""

from typing import Any

from allauth.account.forms import SignupForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.actions import consents
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.forms.agreement import AgreementField
from tongwulang.accounts.forms.email import reword
from tongwulang.accounts.models import Notice, User


class EmailSignupForm(SignupForm):
    """E-mail, password, and an unticked box for the notice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, "email")
        self.notice = Notice.objects.current(NoticeKind.PRIVACY)
        self.fields["agreed"] = AgreementField(self.notice)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.notice is None:
            raise forms.ValidationError(_("本站尚未发布隐私告知，暂时不能注册。"), code="no_notice")
        return cleaned

    def try_save(self, request: HttpRequest) -> Any:
        """As allauth's, which hashes the password of a new account only: here a known address
        takes as long as an unknown one."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth once the account is there."""
        if self.notice is not None:
            consents.agree(user=user, notice=self.notice)
