"""How many requests a caller has been allowed in a minute, counted for all processes together."""

from typing import Self

from django.db import connections, models, router
from django.utils.translation import gettext_lazy as _


class RequestWindowQuerySet(models.QuerySet["RequestWindow"]):
    def take(self, caller: str, minute: int, wanted: int, limit: int) -> tuple[int, int]:
        """Take up to `wanted` requests of the caller's `limit` in this minute.

        Returns (how many were granted, how many are left after that); all that is granted, to
        everybody together, is never more than the limit. One statement, which locks one row.
        """
        using = router.db_for_write(self.model)
        table = self.model._meta.db_table
        statement = (
            f"INSERT INTO {table} (caller, minute, taken) VALUES (%s, %s, %s) "  # noqa: S608
            "ON CONFLICT (caller, minute) "
            f"DO UPDATE SET taken = {table}.taken + excluded.taken RETURNING taken"
        )
        with connections[using].cursor() as cursor:
            cursor.execute(statement, [caller, minute, wanted])
            taken = int(cursor.fetchone()[0])
        granted = max(0, min(wanted, limit - (taken - wanted)))
        return granted, max(0, limit - taken)

    def before(self, minute: int) -> Self:
        """Those that nobody asks for any more."""
        return self.filter(minute__lt=minute)


class RequestWindow(models.Model):
    """A caller's minute. `caller` is a keyed digest of an address: no address is kept."""

    caller = models.CharField(_("调用方"), max_length=32)
    minute = models.BigIntegerField(_("分钟"), db_index=True)
    taken = models.PositiveIntegerField(_("已用次数"))

    objects = RequestWindowQuerySet.as_manager()

    class Meta:
        verbose_name = _("接口调用计数")
        verbose_name_plural = _("接口调用计数")
        ordering = ["minute", "caller"]
        constraints = [
            models.UniqueConstraint(
                fields=["caller", "minute"], name="requestwindow_once_per_minute"
            )
        ]

    def __str__(self) -> str:
        return f"{self.minute} {self.taken}"
