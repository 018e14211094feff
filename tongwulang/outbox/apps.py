"""App configuration of messages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "tongwulang.outbox"
    label = "outbox"
    verbose_name = _("消息")

    def ready(self) -> None:
        # Django sets up apps before models can be imported at the top of this file.
        from tongwulang.outbox import sms  # noqa: PLC0415

        sms.check_configured()
