"""The facts of every public post in memory, as bitmaps, as fresh as the last commit.

A page asks for `current()`: one small query tells whether anything changed since, and only the
posts that did are read again. Each process keeps its own.
"""

import datetime as dt
import itertools
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeVar, cast

from django.db import connection
from django.utils import timezone

from jobs.choices import Audience
from jobs.models import Change, Participation, Posting
from jobs.search.bitmaps import Bitmaps, FrozenBitMap, Row, bitmaps_of

Known = TypeVar("Known")
# By the filters, counts by what they are of.
Counted = Callable[[Hashable], dict[Hashable, Any]]

# In the order of PostingQuerySet.facts(); of `audience` and of the last three a post may have any
# number.
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
    "expires_on",
    "published_on",
    "audience",
    "fair",
    "venue",
    "zone",
)
BROUGHT_TO = FACTS[-3:]
# With more changes than this the whole is read anew.
MOST_CHANGES = 20_000
# Of so many sets of filters counts are kept: a page asks for one, and for each without one filter.
MOST_COUNTED = 2_000

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
_QUARTER = 15 * 60 * 1_000_000  # microseconds; a day starts with one, wherever the site is


@dataclass(frozen=True)
class LiveFacets:
    """What is known as of one reading of the noted changes.

    `changed_at` is the moment of the last change, in seconds since 1970.
    `generation` grows whenever anything that lists of posts show has changed, `facts_at` is the
    generation at which a fact or the order of the posts last did, `surroundings` that at which
    something other than posts and employers did, or the day. `counted` is what was counted of the
    posts that some filters let through, by what is asked of them: it grows as pages are made, and
    is left behind when anything changes that may change a count.
    """

    reading: str
    day: dt.date
    generation: int
    facts_at: int
    surroundings: int
    bitmaps: Bitmaps = field(repr=False)
    loaded_at: int
    changed_at: float
    changes: dict[int, int] = field(repr=False)
    tables: dict[Hashable, Any] = field(repr=False)
    counted: Counted = field(repr=False)

    def remembered(self, key: Hashable, read: Callable[[], Known]) -> Known:
        """What `read` gives: of code tables and fairs, and read once while these stay the same."""
        if key not in self.tables:
            self.tables[key] = read()
        return cast(Known, self.tables[key])

    @cached_property
    def public(self) -> FrozenBitMap:
        """The posts that are not past their expiry."""
        return self.bitmaps.at_least("expires_on", self.day)

    def generation_of(self, pk: int) -> int:
        """When this process last saw the post change, or read everything."""
        return self.changes.get(pk, self.loaded_at)


def _nothing_counted() -> Counted:
    return lru_cache(MOST_COUNTED)(lambda filters: {})


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
    generation, changed_at = next(_generations), Change.objects.latest_moment()
    if known is None:
        return _loaded(reading, day, generation, changed_at)
    unread = Change.objects.unread(known.reading)
    keys = list(unread.of("postings").values_list("key", flat=True)[: MOST_CHANGES + 1])
    if len(keys) > MOST_CHANGES:
        return _loaded(reading, day, generation, changed_at)
    changed = [int(key) for key in keys]
    bitmaps = known.bitmaps
    if changed:
        bitmaps = bitmaps.replacing(FACTS, changed, _rows(changed))
    is_elsewhere = unread.of_others("employers").exists()
    if is_elsewhere:
        bitmaps = _with_fairs(bitmaps)
    # The old ones know unions already.
    is_same = bitmaps.says_the_same_as(known.bitmaps)
    is_around = is_elsewhere or day != known.day
    return LiveFacets(
        reading,
        day,
        generation,
        known.facts_at if is_same else generation,
        generation if is_around else known.surroundings,
        known.bitmaps if is_same else bitmaps,
        known.loaded_at,
        changed_at,
        known.changes | dict.fromkeys(changed, generation),
        {} if is_around else known.tables,
        known.counted if is_same and not is_around else _nothing_counted(),
    )


def _loaded(reading: str, day: dt.date, generation: int, changed_at: float) -> LiveFacets:
    return LiveFacets(
        reading,
        day,
        generation,
        generation,
        generation,
        bitmaps_of(FACTS, _rows()),
        generation,
        changed_at,
        {},
        {},
        _nothing_counted(),
    )


def _with_fairs(bitmaps: Bitmaps) -> Bitmaps:
    """Tells anew which posts are brought to which fair, hall and zone."""
    ids_of: dict[str, dict[int, list[int]]] = {fact: defaultdict(list) for fact in BROUGHT_TO}
    for pk, brought in _brought().items():
        for fact, places in zip(BROUGHT_TO, brought, strict=True):
            for place in places:
                ids_of[fact][place].append(pk)
    for fact, ids in ids_of.items():
        bitmaps = bitmaps.with_fact(fact, ids)
    return bitmaps


def _brought(ids: Collection[int] | None = None) -> dict[int, tuple[tuple[int, ...], ...]]:
    """The fairs, halls and zones of each of these posts that is brought to any; None is all."""
    found: dict[int, tuple[set[int], ...]] = defaultdict(lambda: (set(), set(), set()))
    for pk, *places in Participation.objects.public().brought(ids):
        for known, place in zip(found[pk], places, strict=True):
            if place is not None:
                known.add(place)
    return {pk: tuple(map(tuple, known)) for pk, known in found.items()}


def _rows(ids: Collection[int] | None = None) -> Iterator[Row]:
    """Those of these posts that are approved, the oldest first; None is all."""
    brought, nowhere = _brought(ids), ((),) * len(BROUGHT_TO)
    posts = Posting.objects.facts(ids)
    # Nothing holds a million rows at once.
    for pk, *single, audiences, published_at in posts.iterator() if ids is None else posts:
        moment = (published_at - _EPOCH) // _MICROSECOND
        day = _day_of(moment // _QUARTER)
        values = (*single, day, _NAMED[audiences], *brought.get(pk, nowhere))
        yield Row(moment, pk, values)


@lru_cache
def _day_of(quarter: int) -> dt.date:
    """Where the site is. `quarter` of an hour since 1970."""
    return timezone.localdate(_EPOCH + quarter * _QUARTER * _MICROSECOND)


# Of every combination of audiences, as PostingQuerySet.facts() numbers it.
_NAMED = [
    tuple(audience for place, audience in enumerate(Audience) if number & 1 << place)
    for number in range(1 << len(Audience))
]
