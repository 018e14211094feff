"""The facts of every public post in memory, as bitmaps, as fresh as the last commit.

A page asks for `current()`: one small query tells whether anything changed since, and only the
posts that did are read again. Each process keeps its own; a million posts take some 100 MB.
"""

import datetime as dt
import itertools
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection
from django.utils import timezone

from jobs.choices import Audience
from jobs.models import Change, Participation, Posting
from jobs.search.bitmaps import Bitmaps, Row, bitmaps_of

# In the order of PostingQuerySet.facts(); `audience` has as many values as the post names.
FACTS = (
    "region",
    "industry",
    "emerging_industry",
    "education",
    "experience",
    "pay",
    "employment",
    "occupation",
    "nature",
    "size",
    "published_on",
    "expires_on",
    "audience",
)
BROUGHT_TO = ("fair", "venue", "zone")
# With more changes than this the whole is read anew.
MOST_CHANGES = 20_000


@dataclass(frozen=True)
class LiveFacets:
    """What is known as of one reading of the noted changes.

    `generation` grows whenever anything that lists of posts show has changed, `surroundings` is
    the generation at which something other than posts and employers last did.
    """

    reading: str
    day: dt.date
    generation: int
    surroundings: int
    bitmaps: Bitmaps = field(repr=False)
    loaded_at: int
    changed_at: dict[int, int] = field(repr=False)

    @cached_property
    def public(self) -> int:
        """The posts that are not past their expiry."""
        return self.bitmaps.where("expires_on", lambda day: day >= self.day)

    def generation_of(self, pk: int) -> int:
        """When this process last saw the post change, or read everything."""
        return self.changed_at.get(pk, self.loaded_at)


_lock = threading.Lock()
_generations = itertools.count(1)
_kept: dict[str, LiveFacets] = {}


def current() -> LiveFacets:
    """The facts as of now: one query when nothing changed."""
    known = _kept.get(connection.alias)
    reading = Change.objects.reading(known.reading if known else "")
    day = timezone.localdate()
    if known is not None and (known.reading, known.day) == (reading, day):
        return known
    with _lock:
        fresh = _refreshed(_kept.get(connection.alias), reading, day)
        _kept[connection.alias] = fresh
    return fresh


def forget() -> None:
    """Read everything anew next time: for when the database itself was exchanged."""
    _kept.clear()


def _refreshed(known: LiveFacets | None, reading: str, day: dt.date) -> LiveFacets:
    """What changed is asked for after the reading was taken: it may be seen twice, never missed."""
    generation = next(_generations)
    if known is None:
        return _loaded(reading, day, generation)
    unread = Change.objects.unread(known.reading)
    keys = list(unread.of("postings").values_list("key", flat=True)[: MOST_CHANGES + 1])
    if len(keys) > MOST_CHANGES:
        return _loaded(reading, day, generation)
    changed = [int(key) for key in keys]
    bitmaps, surroundings = known.bitmaps, known.surroundings
    if changed:
        bitmaps = bitmaps.replacing(FACTS, changed, _rows(Posting.objects.with_ids(changed)))
    if unread.of_others("employers").exists():
        surroundings = generation
    if changed or surroundings == generation:
        bitmaps = _with_fairs(bitmaps)
    changed_at = known.changed_at | dict.fromkeys(changed, generation)
    return LiveFacets(reading, day, generation, surroundings, bitmaps, known.loaded_at, changed_at)


def _loaded(reading: str, day: dt.date, generation: int) -> LiveFacets:
    bitmaps = _with_fairs(bitmaps_of(FACTS, _rows(Posting.objects.all())))
    return LiveFacets(reading, day, generation, generation, bitmaps, generation, {})


def _with_fairs(bitmaps: Bitmaps) -> Bitmaps:
    """Tells anew which posts are brought to which fair, hall and zone."""
    ids_of: dict[str, defaultdict[int, list[int]]] = {
        fact: defaultdict(list) for fact in BROUGHT_TO
    }
    for pk, *places in Participation.objects.public().brought():
        for fact, place in zip(BROUGHT_TO, places, strict=True):
            ids_of[fact][place].append(pk)
    for fact, ids in ids_of.items():
        bitmaps = bitmaps.with_fact(fact, ids)
    return bitmaps


def _rows(posts: Any) -> Iterator[Row]:
    for pk, *facts, published_at in posts.facts():
        *single, expires_on, mask = facts
        yield (
            pk,
            (
                *((value,) for value in single),
                (timezone.localdate(published_at),),
                (expires_on,),
                _audiences(mask),
            ),
        )


_NAMED = {
    mask: tuple(audience for place, audience in enumerate(Audience) if mask & 1 << place)
    for mask in range(1 << len(Audience))
}


def _audiences(mask: int) -> Iterable[Audience]:
    return _NAMED[mask]
