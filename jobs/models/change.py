"""The latest change of each row that the public reads, or read once."""

from typing import cast

from django.db import connections, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.changes.engines import engine_of
from jobs.changes.marks import TABLE


class ChangeQuerySet(models.QuerySet["Change"]):
    def of(self, resource: str) -> "ChangeQuerySet":
        """Those of one resource, such as "postings"."""
        return self.filter(resource=resource)

    def of_others(self, *resources: str) -> "ChangeQuerySet":
        """Those of every resource but posts and these."""
        return self.exclude(resource__in=("postings", *resources))

    def unread(self, known: str) -> "ChangeQuerySet":
        """Those that were not there when `reading` gave this word."""
        where, params = engine_of(connections[self.db]).unread(known)
        unread = self.extra(where=[where], params=params)  # noqa: S610 - no user's text is in it
        return cast("ChangeQuerySet", unread)

    def numbered(self, since: int, until: int) -> "ChangeQuerySet":
        """From `since` on and below `until`, in the order in which readers walk them."""
        return self.filter(sequence__gte=since, sequence__lt=until).order_by("sequence", "pk")

    def rows_after(
        self, place: tuple[int, int], until: int, most: int
    ) -> list[tuple[int, int, str]]:
        """(sequence, id, key) of at most so many that come after the one with this sequence and id
        and are numbered below `until`.

        Two reads, each of an index from where it begins: of one condition with OR, both databases
        read all that share the sequence before it, and a whole table may share one.
        """
        sequence, pk = place
        if sequence >= until:
            return []
        columns = ("sequence", "pk", "key")
        same = self.filter(sequence=sequence, pk__gt=pk).order_by("pk").values_list(*columns)
        found = list(same[:most])
        later = self.numbered(sequence + 1, until).values_list(*columns)
        return found + list(later[: most - len(found)]) if len(found) < most else found

    def horizon(self) -> int:
        """Below this number nothing will be added; a mirror that is even there has everything."""
        return engine_of(connections[self.db]).horizon(connections[self.db])

    def latest_moment(self) -> float:
        """When what the public reads last changed, by a write or by the day: seconds since 1970.

        Asked for before an answer reads anything, it is never too late.
        """
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        latest = self.order_by("-sequence").values_list("changed_at", flat=True).first()
        return max(midnight, latest or midnight).timestamp()

    def reading(self, known: str) -> str:
        """A word for what is noted now; `known` itself as long as nothing has changed since."""
        return engine_of(connections[self.db]).reading(connections[self.db], known)


class Change(models.Model):
    """One row of one resource, when it last changed. Written by triggers alone (jobs/changes)."""

    resource = models.CharField(_("资源"), max_length=16)
    key = models.CharField(_("主键"), max_length=64)
    sequence = models.BigIntegerField(_("变更序号"))
    changed_at = models.DateTimeField(_("变更时间"))

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("公开数据变更")
        verbose_name_plural = _("公开数据变更")
        ordering = ["sequence", "id"]
        db_table = TABLE
        indexes = [
            models.Index(fields=["resource", "sequence", "id"], name="change_of_resource"),
            models.Index(fields=["resource", "changed_at"], name="change_moment"),
            models.Index(fields=["sequence"], name="change_sequence"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["resource", "key"], name="change_once_per_row")
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.key}"
