"""The code of a second factor, with wrong ones counted in the database."""

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm as TheirAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as TheirReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts import browsers
from tongwulang.accounts.adapters import FAILURE_RATES
from tongwulang.accounts.models import AttemptTally
from tongwulang.accounts.rates import Rate

KIND = "second_factor"
# A code of a TOTP app is good for a minute and a half at most, and only once: allauth remembers
# that in a cache of one process.
ONCE = (Rate(1, 90),)


class CountedCode(forms.Form):
    """Counts a try before it is looked at, and gives it back if the code was right."""

    def clean_code(self) -> str:
        person = self.user  # type: ignore[attr-defined]
        is_known = person.pk in browsers.people_of(context.request)
        key = browsers.digest(KIND, str(person.pk), "known" if is_known else "anybody")
        if AttemptTally.objects.take(kind=KIND, key=key, rates=FAILURE_RATES):
            raise forms.ValidationError(_("试错次数太多，请几分钟后再试。"), code="too_many")
        code = str(super().clean_code())  # type: ignore[misc]
        used = browsers.digest("code_used", str(person.pk), code)
        if AttemptTally.objects.take(kind="code_used", key=used, rates=ONCE):
            raise forms.ValidationError(_("这个验证码已经用过，请等下一个。"), code="used")
        AttemptTally.objects.give_back(kind=KIND, key=key)
        return code


class AuthenticateForm(CountedCode, TheirAuthenticateForm):
    """At log-in."""


class ReauthenticateForm(CountedCode, TheirReauthenticateForm):
    """Before a security change."""
