"""Keeps a demo installation filled: posts that run out are open again after the next run."""

import datetime as dt

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Length, Mod
from django.utils import timezone

from jobs.choices import PostingStatus
from jobs.models import Posting

_RENEWED_WITHIN = dt.timedelta(days=7)
# Days from the day of renewal, as spread as those of a new post.
_NEW_TERMS = range(20, 121, 4)


def renew_postings(today: dt.date) -> int:
    """Give demo posts that have run out, or will within a week, another 20 to 120 days.

    Returns how many there were. Which day a post gets depends on its duties and on `today` alone.
    """
    due = _due(today)
    # An UPDATE that hits no row still takes SQLite's one write lock.
    return due.update(**_new_values(today)) if due.exists() else 0


def _due(today: dt.date) -> QuerySet[Posting]:
    return Posting.objects.filter(
        status=PostingStatus.PUBLISHED,
        employer__is_demo=True,
        expires_on__lte=today + _RENEWED_WITHIN,
    ).annotate(term=Mod(Length("duties"), len(_NEW_TERMS)))


def _new_values(today: dt.date) -> dict[str, object]:
    whens = [
        When(term=place, then=Value(today + dt.timedelta(days=days)))
        for place, days in enumerate(_NEW_TERMS)
    ]
    return {
        "expires_on": Case(*whens, default=F("expires_on")),
        "updated_at": timezone.now(),
    }
