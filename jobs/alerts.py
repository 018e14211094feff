"""Saved searches: what a query means in words, and telling people what is new in theirs."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from jobs.choices import MarkKind
from jobs.filters import PostingFilterSet
from jobs.models import EmployerBlock, PostingMark, SavedSearch
from jobs.models.posting import PostingQuerySet
from tongwulang.outbox.actions import messages

LONGEST_NAME = 60
# A post is published in a transaction that may end a little later: what is younger waits for the
# next time, so that none falls between two.
SETTLED = dt.timedelta(minutes=1)


def filterset_of(query: str) -> PostingFilterSet:
    """The filters of a stored query string."""
    return PostingFilterSet.asked(QueryDict(query))


def stored(query: QueryDict) -> str:
    """The part of a query string that says what is searched, in one order; empty for nothing."""
    filterset = PostingFilterSet.asked(query)
    return urlencode({name: str(query[name]) for name in filterset.chosen})


def found_by(search: SavedSearch, since: dt.datetime, until: dt.datetime) -> PostingQuerySet:
    """Public posts that the search finds, published after `since` and up to `until`, without those
    that the person has hidden and those of employers that they do not want to meet."""
    posts: Any = filterset_of(search.query).qs
    hidden = PostingMark.objects.of_person(search.user).of_kind(MarkKind.HIDDEN).values("posting")
    blocked = EmployerBlock.objects.of_person(search.user).values("employer")
    fresh: PostingQuerySet = posts.published_between(since, until)
    return fresh.exclude(pk__in=hidden).exclude(employer__in=blocked)


def tell_next() -> bool:
    """Look once into one search that is due; False if none is. A search is told of a post once,
    however often and beside whom this runs: what was told and until when is one transaction."""
    with transaction.atomic():
        search = SavedSearch.objects.due().select_for_update(skip_locked=True, of=("self",)).first()
        if search is None:
            return False
        since, search.seen_until = search.seen_until, timezone.now() - SETTLED
        count = found_by(search, since, search.seen_until).count()
        search.save(update_fields=["seen_until"])
        if count:
            messages.write(
                to=search.user,
                kind="posting_alert",
                values={
                    "search": search.name,
                    "count": str(count),
                    "link": search.get_absolute_url(),
                },
                once=f"search:{search.pk}:{search.seen_until.isoformat()}",
            )
    return True
