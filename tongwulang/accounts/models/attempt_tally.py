"""When a thing was tried lately, for one phone, address or person: limits that hold over all
processes together."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.rates import Rate, seconds_to_wait

# No rate looks back further.
LONGEST = dt.timedelta(days=1)


class AttemptTallyQuerySet(models.QuerySet["AttemptTally"]):
    def take(self, *, kind: str, key: str, rates: Sequence[Rate]) -> int:
        """Count one more try if every rate allows it.

        Returns 0 if it was counted, else the seconds to wait. One row is locked: of many at the
        same moment, as many are counted as the rates allow, and no more.
        """
        with transaction.atomic():
            self.bulk_create([self.model(kind=kind, key=key)], ignore_conflicts=True)
            tally = self.locked(kind, key)
            now = timezone.now()
            wait = seconds_to_wait(tally.spent, rates, now.timestamp())
            if wait == 0:
                oldest = (now - LONGEST).timestamp()
                recent = [moment for moment in tally.spent if moment > oldest]
                tally.spent, tally.last_at = [*recent, now.timestamp()], now
                tally.save(update_fields=["spent", "last_at"])
            return wait

    def give_back(self, *, kind: str, key: str) -> None:
        """Count the last try no more: it succeeded, and only failures are limited."""
        with transaction.atomic():
            tally = self.select_for_update().filter(kind=kind, key=key).first()
            if tally is not None:
                tally.spent = tally.spent[:-1]
                tally.save(update_fields=["spent"])

    def locked(self, kind: str, key: str) -> "AttemptTally":
        """The row, held until the end of the transaction."""
        return self.select_for_update().get(kind=kind, key=key)

    def stale(self) -> Self:
        """Those that no rate looks at any more."""
        return self.filter(last_at__lt=timezone.now() - LONGEST)


class AttemptTally(models.Model):
    """The tries of one kind under one key. The key is a keyed digest: no phone and no address of
    a stranger is kept."""

    kind = models.CharField(_("类别"), max_length=20)
    key = models.CharField(_("对象摘要"), max_length=32)
    spent = models.JSONField(_("尝试时刻"), default=list)
    last_at = models.DateTimeField(_("最近一次"), default=timezone.now, db_index=True)

    objects = AttemptTallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("尝试计数")
        verbose_name_plural = _("尝试计数")
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="attempttally_once_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {len(self.spent)}"
