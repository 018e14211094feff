"""How long the law has records about people kept: dated rows with their source, never constants."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.choices import RetainedRecord

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User


class RetentionRuleQuerySet(models.QuerySet["RetentionRule"]):
    def in_force(self) -> "RetentionRuleQuerySet":
        """Those that hold today, the newest of a record first."""
        return self.filter(valid_from__lte=timezone.localdate()).order_by("record", "-valid_from")

    def kept_since(self, record: RetainedRecord) -> dt.date | None:
        """What ended before this day may be deleted today; None while nobody has said how long."""
        rule = self.in_force().filter(record=record).first()
        return rule.kept_since if rule else None

    def visible_to(self, user: "User | AnonymousUser") -> "RetentionRuleQuerySet":
        """All of them for staff: the rule is public law."""
        return self if user.is_active and user.is_staff else self.none()


class RetentionRule(models.Model):
    """留存期限. A new rule is a new row from its day on; months count from the record's end."""

    record = models.CharField(_("记录"), max_length=16, choices=RetainedRecord)
    months = models.PositiveSmallIntegerField(_("保存月数"))
    valid_from = models.DateField(_("起用日期"))
    source = models.CharField(_("依据"), max_length=200)

    objects = RetentionRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("留存期限")
        verbose_name_plural = _("留存期限")
        ordering = ["record", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "valid_from"],
                name="retentionrule_once_a_day",
                violation_error_message=_("这一天已有该记录的期限。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_record_display()} {self.months}"

    @property
    def kept_since(self) -> dt.date:
        """The day so many months before today; in a shorter month its last day."""
        today = timezone.localdate()
        months = today.year * 12 + today.month - 1 - self.months
        first_of_next = dt.date((months + 1) // 12, (months + 1) % 12 + 1, 1)
        last_day = (first_of_next - dt.timedelta(days=1)).day
        return dt.date(months // 12, months % 12 + 1, min(today.day, last_day))
