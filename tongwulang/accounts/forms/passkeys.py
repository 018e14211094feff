"""Adding a passkey, and calling it something else."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):
    """A key that also logs in by itself, unless one says otherwise."""

    name = forms.CharField(label=_("名称"), required=False, max_length=60)
    passwordless = forms.BooleanField(
        label=_("以后可以直接用它登录"),
        required=False,
        initial=True,
        help_text=_("登录时用指纹、面容或锁屏密码确认。"),
    )


class EditPasskeyForm(EditWebAuthnForm):
    """Its name, as the list shows it."""

    name = forms.CharField(label=_("名称"), max_length=60)
