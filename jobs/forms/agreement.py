"""The box by which one agrees to a notice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.models import Notice


def agreement(notice: Notice) -> forms.BooleanField:
    """An unticked box that has to be ticked (个人信息保护法 14: 自愿、明确)."""
    return forms.BooleanField(
        label=notice.title,
        error_messages={"required": _("请先阅读并同意%(title)s。") % {"title": notice.title}},
    )
