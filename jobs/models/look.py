"""查看记录: who opened whose personal data, and when."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.days import start_of
from jobs.models.applicant import Applicant

if TYPE_CHECKING:
    from tongwulang.accounts.models import User

# After this a look has to be taken, and is recorded, again.
LASTS = dt.timedelta(minutes=30)
CAPACITY_LENGTH = 120


class LookQuerySet(models.QuerySet["Look"]):
    def before(self, day: dt.date) -> "LookQuerySet":
        """Those taken before that day."""
        return self.filter(at__lt=start_of(day))

    def lasting(self, applicant: Applicant, by: "User") -> "LookQuerySet":
        """The person's looks at this applicant that still keep the data open."""
        return self.filter(applicant=applicant, by=by, at__gt=timezone.now() - LASTS)

    def acting_for(self, name: str) -> "LookQuerySet":
        """Those taken for the bureau or employer of this name, and for nobody else."""
        return self.filter(capacity=name[:CAPACITY_LENGTH])


class Look(models.Model):
    """查看记录. Written before anything is shown (个人信息保护法 51, 56). `capacity` says for which
    bureau or employer, as it was called then."""

    applicant = models.ForeignKey(
        Applicant, on_delete=models.CASCADE, related_name="looks", verbose_name=_("求职者")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="looks",
        verbose_name=_("查看人"),
    )
    capacity = models.CharField(_("代表"), max_length=CAPACITY_LENGTH)
    at = models.DateTimeField(_("查看时间"), default=timezone.now)

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("查看记录")
        verbose_name_plural = _("查看记录")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["applicant", "by", "at"], name="look_lasting")]

    def __str__(self) -> str:
        return f"{self.by_id} → {self.applicant}"
