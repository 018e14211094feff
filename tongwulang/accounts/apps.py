"""App configuration of accounts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "tongwulang.accounts"
    label = "accounts"
    verbose_name = _("账号与单位")

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415 - models are loaded now

        from tongwulang.accounts.second_factor import remember_set_up  # noqa: PLC0415 - the same

        authenticator_added.connect(remember_set_up)
