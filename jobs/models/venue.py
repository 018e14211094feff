"""会场: one hall of a fair, in one region."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models.fair import Fair
from tongwulang.regions.models import Region

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User

# An event with so many expected visitors needs a licence (大型群众性活动安全管理条例 2).
LICENSED_FROM = 1000


class VenueQuerySet(models.QuerySet["Venue"]):
    def of_announced_fairs(self) -> "VenueQuerySet":
        """Those of fairs that the public sees."""
        return self.filter(fair__in=Fair.objects.announced())

    def with_zones(self) -> "VenueQuerySet":
        """Loads the zones and the region."""
        return self.select_related("region", "fair").prefetch_related("zones")

    def staffed_by(
        self, user: "User | AnonymousUser", on: dt.date | None = None
    ) -> "VenueQuerySet":
        """Those in which this person is on duty on this day; today if none is named."""
        if not user.is_active:
            return self.none()
        day = on or timezone.localdate()
        return self.filter(staff__user=user.pk, staff__starts_on__lte=day, staff__ends_on__gte=day)


class Venue(models.Model):
    """会场. A fair has one or more; a demo hall is marked, for reports name none."""

    fair = models.ForeignKey(
        Fair, on_delete=models.PROTECT, related_name="venues", verbose_name=_("招聘会")
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="venues", verbose_name=_("地区")
    )
    name = models.CharField(_("会场名称"), max_length=80)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    expected_visitors = models.PositiveIntegerField(
        _("预计人数"), null=True, blank=True, help_text=_("每场（日）预计到场的人数。")
    )
    permit_number = models.CharField(_("安全许可文号"), max_length=60, blank=True)
    exemption = models.CharField(
        _("无须许可的依据"),
        max_length=200,
        blank=True,
        help_text=_("如：由县级以上人民政府直接举办。"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("会场")
        verbose_name_plural = _("会场")
        ordering = ["fair", "region", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "name"],
                name="venue_name_once_per_fair",
                violation_error_message=_("该招聘会已有同名会场。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def lacks_permit(self) -> bool:
        """Expects so many that the police must license it, and neither licence nor ground is known
        (大型群众性活动安全管理条例 2, 12, 13: each event, that is each hall and day)."""
        is_large = self.expected_visitors is not None and self.expected_visitors >= LICENSED_FROM
        return is_large and not (self.permit_number or self.exemption)

    def get_absolute_url(self) -> str:
        return reverse("venue_detail", args=[self.fair.slug, self.pk])
