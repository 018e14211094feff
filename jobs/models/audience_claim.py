"""What a person is proved to be, as a neutral row: the proof itself stays in `veterans`."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.choices import ClaimKind
from jobs.models.applicant import Applicant
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User


class AudienceClaimQuerySet(models.QuerySet["AudienceClaim"]):
    def in_force(self, on: dt.date | None = None) -> "AudienceClaimQuerySet":
        """Verified and not run out on that day (today if None)."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), verified_on__lte=day)

    def unverified(self) -> "AudienceClaimQuerySet":
        """Those that no bureau has verified."""
        return self.filter(verified_on=None)

    def run_out(self) -> "AudienceClaimQuerySet":
        """Verified once, and no longer valid today."""
        return self.filter(verified_on__isnull=False, valid_until__lt=timezone.localdate())

    def visible_to(self, user: "User | AnonymousUser") -> "AudienceClaimQuerySet":
        """Sensitive: only for the veterans-affairs bureau of the place that answers for the person,
        which verifies it (个人信息保护法 28–29)."""
        if user.is_active and user.is_superuser:
            return self
        bureaus = Organization.objects.of_member(user).veterans_affairs()
        return self.filter(applicant__organization__region__in=bureaus.values("region"))


class AudienceClaim(models.Model):
    """身份认定. Sensitive; employers see it only when in force and `shown`."""

    applicant = models.ForeignKey(
        Applicant, on_delete=models.CASCADE, related_name="claims", verbose_name=_("求职者")
    )
    kind = models.CharField(_("身份"), max_length=24, choices=ClaimKind)
    verified_on = models.DateField(_("核验日期"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    shown = models.BooleanField(_("向用人单位显示"), default=False)

    objects = AudienceClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("身份认定")
        verbose_name_plural = _("身份认定")
        ordering = ["applicant", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "kind"],
                name="audienceclaim_once_per_kind",
                violation_error_message=_("该求职者已有这项身份认定。"),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(verified_on=None)
                | Q(valid_until__gte=F("verified_on")),
                name="audienceclaim_valid_after_verified",
                violation_error_message=_("有效期不能早于核验日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.applicant} · {self.get_kind_display()}"
