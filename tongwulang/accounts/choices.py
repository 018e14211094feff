"""Closed lists of accounts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganizationKind(TextChoices):
    """Which bureau of a region; 通武廊 fairs are run by human resources and veterans affairs."""

    HUMAN_RESOURCES = "hr", _("人力资源和社会保障部门")
    VETERANS_AFFAIRS = "veterans", _("退役军人事务部门")
    OTHER = "other", _("其他")
