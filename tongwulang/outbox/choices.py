"""Closed lists of messages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """What messages are about; a person refuses e-mail or SMS topic by topic."""

    ACCOUNT = "account", _("账号与安全")
    APPLICATIONS = "applications", _("投递进展")
    ALERTS = "alerts", _("岗位提醒")
    FAIRS = "fairs", _("招聘会通知")
    WORK = "work", _("工作通知（组织方、用人单位）")


# What these say must reach the person: they cannot be refused.
OBLIGATORY = frozenset({Topic.ACCOUNT})


class Channel(TextChoices):
    """How a message leaves the site; every message is in the site's inbox besides."""

    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")


class LetterKind(TextChoices):
    """What sealed letters are for. Whether the address is an account's makes no difference."""

    PROOF = "proof", _("验证邮箱")
    RESET = "reset", _("重设密码")
    NOTICE = "notice", _("账号变动提醒")


class DeliveryStatus(TextChoices):
    WAITING = "waiting", _("待发送")
    SENDING = "sending", _("发送中")
    SENT = "sent", _("已发送")
    UNCERTAIN = "uncertain", _("结果不明")
    FAILED = "failed", _("发送失败")
    DROPPED = "dropped", _("不再发送")
