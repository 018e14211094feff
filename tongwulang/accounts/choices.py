"""Closed lists of accounts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganizationKind(TextChoices):
    """Which bureau of a region; 通武廊 fairs are run by human resources and veterans affairs."""

    HUMAN_RESOURCES = "hr", _("人力资源和社会保障部门")
    VETERANS_AFFAIRS = "veterans", _("退役军人事务部门")
    OTHER = "other", _("其他")


class MembershipRole(TextChoices):
    """What a person does at a bureau: an approver decides what a clerk has prepared."""

    CLERK = "clerk", _("经办")
    APPROVER = "approver", _("审批")


class NoticeKind(TextChoices):
    """What a person is told before agreeing (个人信息保护法 13–17, 23, 29)."""

    PRIVACY = "privacy", _("隐私告知")
    PROFILE = "profile", _("求职资料告知")
    APPLICATION = "application", _("投递告知")
    SENSITIVE = "sensitive", _("敏感信息告知")


class CodePurpose(TextChoices):
    """What a code sent to a phone is for; a code for one purpose serves no other."""

    LOGIN = "login", _("登录")
    CHANGE = "change", _("更换手机号")
    STEP_UP = "step_up", _("确认本人操作")


class Scope(TextChoices):
    """What a bureau's system may read besides what is public."""

    APPLICATION_FIGURES = "applications.figures", _("投递汇总（只有数字）")
