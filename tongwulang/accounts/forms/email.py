"""allauth's forms of e-mail and password, in this site's words."""

from typing import Any

from allauth.account import forms as theirs
from django import forms
from django.utils.translation import gettext_lazy as _


def reword(form: forms.Form, name: str) -> None:
    """邮箱 as everywhere on this site, and no placeholder in the place of a label."""
    for each in form.fields.values():
        each.widget.attrs.pop("placeholder", None)
    form.fields[name].label = _("邮箱")


class EmailLoginForm(theirs.LoginForm):
    """The page itself leads to a forgotten password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, "login")
        self.fields["password"].help_text = ""


class AddEmailForm(theirs.AddEmailForm):
    """Another address of one's own account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, "email")


class ResetPasswordForm(theirs.ResetPasswordForm):
    """The address to which the link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, "email")
