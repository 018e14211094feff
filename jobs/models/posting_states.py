"""Which posts are in which state, by words; PostingQuerySet builds on it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Self

from django.db.models import Count, Q
from django.utils import timezone

from jobs.choices import PostingStatus
from jobs.models.posting_search import PostingSearch
from jobs.models.published import is_published


class PostingStates(PostingSearch):
    def published(self) -> Self:
        """What the public sees today: approved, and not past its expiry."""
        return self.filter(is_published())

    def ended(self) -> Self:
        """Once public, now closed or past its expiry."""
        return self.filter(
            Q(status=PostingStatus.CLOSED, published_at__isnull=False)
            | Q(status=PostingStatus.PUBLISHED, expires_on__lt=timezone.localdate())
        )

    def ran_out(self, since: dt.date, until: dt.date) -> Self:
        """Approved, with an expiry from `since` on and before `until`: their date took them off the
        public pages and nobody wrote anything."""
        return self.filter(
            status=PostingStatus.PUBLISHED, expires_on__gte=since, expires_on__lt=until
        )

    def published_today(self) -> Self:
        """Made public today, whatever became of them since."""
        return self.published_since(timezone.localdate())

    def drafts(self) -> Self:
        """Not handed in yet."""
        return self.filter(status=PostingStatus.DRAFT)

    def awaiting_review(self) -> Self:
        """Handed in; nobody has decided."""
        return self.filter(status=PostingStatus.PENDING)

    def expiring_within(self, days: int) -> Self:
        """Public today, and for no more than so many days after it."""
        last = timezone.localdate() + dt.timedelta(days=days)
        return self.published().filter(expires_on__lte=last)

    def past_expiry(self) -> Self:
        """Approved, taken off the public pages by their expiry, not closed."""
        return self.filter(status=PostingStatus.PUBLISHED, expires_on__lt=timezone.localdate())

    def counts_by(self, column: str) -> dict[Any, int]:
        """How many posts have each value of this column, the most frequent first."""
        rows = self.order_by().values_list(column).annotate(n=Count("pk")).order_by("-n", column)
        return dict(rows)

    def counts_by_span(self, spans: Sequence[tuple[dt.datetime, dt.datetime]]) -> list[int]:
        """How many were published from the start of each span on and before its end."""
        counts = {
            f"span{number}": Count("pk", filter=Q(published_at__gte=start, published_at__lt=end))
            for number, (start, end) in enumerate(spans)
        }
        found = self.order_by().filter(published_at__gte=spans[0][0]).aggregate(**counts)
        return [found[name] for name in counts]

    def without_industry(self) -> Self:
        """Posts that name no section of GB/T 4754."""
        return self.filter(industry=None)
