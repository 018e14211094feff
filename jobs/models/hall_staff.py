"""Who works at a hall, and on which days."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models.venue import Venue
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User


class HallStaffQuerySet(models.QuerySet["HallStaff"]):
    def on_duty(self, on: dt.date | None = None) -> Self:
        """Those whose days include this one; today, in Asia/Shanghai, if none is named."""
        day = on or timezone.localdate()
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def coming(self) -> Self:
        """Those whose days have not begun, the next first."""
        return self.filter(starts_on__gt=timezone.localdate()).order_by("starts_on", "pk")

    def of(self, user: "User | AnonymousUser") -> Self:
        """The person's own; none for somebody who is not active."""
        return self.filter(user=user.pk) if user.is_active else self.none()

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those whom the person's bureau has put on duty; all for a platform admin."""
        if user.is_active and user.is_superuser:
            return self
        return self.filter(organization__in=Organization.objects.of_member(user))


class HallStaff(models.Model):
    """会场工作人员: a person who may work at one hall from one day to another, both included; the
    bureau that sent them answers for them."""

    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, related_name="staff", verbose_name=_("会场")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="hall_duties",
        verbose_name=_("用户"),
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="hall_staff",
        verbose_name=_("派出单位"),
    )
    starts_on = models.DateField(_("首日"))
    ends_on = models.DateField(_("末日"))

    objects = HallStaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("会场工作人员")
        verbose_name_plural = _("会场工作人员")
        ordering = ["venue", "starts_on", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "user", "starts_on"],
                name="hallstaff_once_per_venue_and_day",
                violation_error_message=_("该用户已登记在该会场。"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="hallstaff_ends_after_start",
                violation_error_message=_("末日不能早于首日。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue} · {self.user}"
