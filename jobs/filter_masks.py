"""What each filter lets through, in the live facets: how a page counts choices and lists posts.

Says the same as the QuerySet methods of PostingFilterSet; a test compares the two for every filter.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce
from operator import and_
from typing import Any, TypeVar, cast

from django.http import QueryDict

from jobs import live_facets
from jobs.choices import Audience
from jobs.filters import PostingFilterSet, first_day
from jobs.live_facets import LiveFacets
from jobs.models import Posting
from jobs.models.posting_search import NEWEST_RANKED
from jobs.search.bitmaps import FrozenBitMap, Key
from jobs.search.query import Query
from tongwulang.regions.choices import IndustryScheme

# Of a word that more posts have, the newest so many are counted, and every count says "at least".
MATCHES_READ = 50_000

Count = TypeVar("Count")
# What stands for every public post in LiveFacets.counted.
NO_FILTERS: frozenset[Any] = frozenset()
Masking = Callable[[PostingFilterSet, LiveFacets, Any], FrozenBitMap]
# What pays best first: the pay (元/月), then as a Key.
PaidKey = tuple[int, int, int]
# What expires first: the day, then as a Key.
DayKey = tuple[dt.date, int, int]


def _is(fact: str) -> Masking:
    return lambda filterset, facets, value: facets.bitmaps.any_of(fact, [value])


def _is_row(fact: str) -> Masking:
    return lambda filterset, facets, value: facets.bitmaps.any_of(fact, [value.pk])


def _region(filterset: PostingFilterSet, facets: LiveFacets, value: Any) -> FrozenBitMap:
    return _counties(filterset, facets, is_nearby=False)


def _nearby(filterset: PostingFilterSet, facets: LiveFacets, value: bool) -> FrozenBitMap:
    """Of the region and around it: what `region` alone lets through is part of it."""
    return _counties(filterset, facets, is_nearby=True)


def _counties(filterset: PostingFilterSet, facets: LiveFacets, *, is_nearby: bool) -> FrozenBitMap:
    key = ("counties", str(filterset.chosen["region"].pk), is_nearby)
    codes = facets.remembered(key, lambda: filterset.region_codes(is_nearby=is_nearby))
    return facets.bitmaps.any_of("region", codes)


def _industry(filterset: PostingFilterSet, facets: LiveFacets, value: Any) -> FrozenBitMap:
    is_emerging = value.scheme == IndustryScheme.EMERGING
    return facets.bitmaps.any_of("emerging_industry" if is_emerging else "industry", [value.pk])


def _occupation(filterset: PostingFilterSet, facets: LiveFacets, value: Any) -> FrozenBitMap:
    return facets.bitmaps.any_of("occupation", value.codes)


def _education(filterset: PostingFilterSet, facets: LiveFacets, value: Any) -> FrozenBitMap:
    codes = facets.remembered(("open to", value.pk), lambda: filterset.education_codes)
    return facets.bitmaps.any_of("education", codes)


def _experience(filterset: PostingFilterSet, facets: LiveFacets, value: int) -> FrozenBitMap:
    return facets.bitmaps.at_most("experience", value)


def _pay(filterset: PostingFilterSet, facets: LiveFacets, value: int) -> FrozenBitMap:
    return facets.bitmaps.at_least("pay", value)


def _published(filterset: PostingFilterSet, facets: LiveFacets, value: int) -> FrozenBitMap:
    return facets.bitmaps.at_least("published_on", first_day(value))


MASKS: dict[str, Masking] = {
    "region": _region,
    "nearby": _nearby,
    "industry": _industry,
    "occupation": _occupation,
    "education": _education,
    "experience": _experience,
    "pay": _pay,
    "employment": _is("employment"),
    "audience": _is("audience"),
    "nature": _is("nature"),
    "size": _is("size"),
    "published": _published,
    "fair": _is_row("fair"),
    "venue": _is_row("venue"),
    "zone": _is_row("zone"),
}


@dataclass(frozen=True)
class Masked:
    """Some public posts; if not `is_exact`, there are more that were not counted.

    `read` tells which, once somebody has to know: what was counted before stands in `counted`.
    """

    facets: LiveFacets = field(repr=False)
    read: Callable[[], FrozenBitMap] = field(repr=False)
    is_exact: bool = True
    counted: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def bits(self) -> FrozenBitMap:
        return self.read()

    @property
    def total(self) -> int:
        return self._known("total", lambda: len(self.bits))

    def newest(self, start: int, stop: int, after: Key | None = None) -> list[Key]:
        """Those from the `start`th to before the `stop`th, newest first; see Bitmaps.newest."""
        return self.facets.bitmaps.newest(self.bits, start, stop, after)

    def best_paid(self, start: int, stop: int, after: PaidKey | None = None) -> list[PaidKey]:
        """As `newest`, but best paid first; unknown pay counts as 0."""
        return self.facets.bitmaps.highest("pay", self.bits, start, stop, after)

    def soonest(self, start: int, stop: int, after: DayKey | None = None) -> list[DayKey]:
        """As `newest`, but those that expire first come first."""
        return self.facets.bitmaps.lowest("expires_on", self.bits, start, stop, after)

    def of_newest(self, most: int) -> "Masked":
        """The newest so many of them."""
        return Masked(self.facets, lambda: self.bits[-most:], self.is_exact)

    def by(self, fact: str) -> Mapping[Any, int]:
        """How many of them have each value of the fact that occurs."""
        return self._known(fact, lambda: self.facets.bitmaps.counts(fact, self.bits))

    def most_common(self, fact: str, most: int) -> Mapping[Any, int]:
        """The values of the fact that most of them have; see Bitmaps.most_common."""
        return self._known(
            ("most common", fact, most),
            lambda: self.facets.bitmaps.most_common(fact, self.bits, most),
        )

    def at_least(self, fact: str, floor: Any) -> int:
        """How many of them have a value of the fact of at least this."""
        return self._known(
            ("at least", fact, floor),
            lambda: self._shared_with(self.facets.bitmaps.at_least(fact, floor)),
        )

    def at_most(self, fact: str, ceiling: Any) -> int:
        """How many of them have a value of the fact of at most this."""
        return self._known(
            ("at most", fact, ceiling),
            lambda: self._shared_with(self.facets.bitmaps.at_most(fact, ceiling)),
        )

    def _shared_with(self, bits: FrozenBitMap) -> int:
        return int(self.bits.intersection_cardinality(bits))

    def _known(self, what: Hashable, count: Callable[[], Count]) -> Count:
        if what not in self.counted:
            self.counted[what] = count()
        return cast(Count, self.counted[what])

    def by_audience(self) -> dict[Audience, int]:
        """How many of them name each audience."""
        counts = self.by("audience")
        return {audience: counts.get(audience, 0) for audience in Audience}


def filterset_of(params: QueryDict, facets: LiveFacets) -> PostingFilterSet:
    """What these parameters ask for, checked once for as long as the tables that they name stay."""
    if "q" in params:
        return PostingFilterSet.asked(params)
    asked = tuple((name, params[name]) for name in params if name in PostingFilterSet.base_filters)
    return _known_filterset(asked, facets.surroundings, facets.day)


@lru_cache(maxsize=1_000)
def _known_filterset(
    asked: tuple[tuple[str, str], ...], surroundings: int, day: dt.date
) -> PostingFilterSet:
    return PostingFilterSet.asked(dict(asked))


def everything() -> Masked:
    """Every public post."""
    facets = live_facets.current()
    return Masked(facets, lambda: facets.public, counted=facets.counted(NO_FILTERS))


def having(fact: str, value: Any) -> Masked:
    """The public posts that have this value of a fact."""
    facets = live_facets.current()
    return Masked(
        facets,
        lambda: facets.public & facets.bitmaps.any_of(fact, [value]),
        counted=facets.counted((fact, value)),
    )


def ids_by_relevance(query: Query, found: Masked) -> list[int]:
    """Of the posts that a search let through the newest `NEWEST_RANKED`, best first."""
    newest = [pk for _moment, pk in found.newest(0, NEWEST_RANKED)]
    return Posting.objects.ids_by_relevance(query, newest)


class PostingMasks:
    """The posts that the filters of one request let through, together or without some of them."""

    def __init__(self, filterset: PostingFilterSet, facets: LiveFacets | None = None) -> None:
        self.filterset = filterset
        self.facets = facets or live_facets.current()
        self._of: dict[str, FrozenBitMap] = {}
        self._found: dict[frozenset[str], Masked] = {}

    def without(self, *names: str) -> Masked:
        """What every chosen filter but these lets through."""
        kept = frozenset(self.filterset.chosen).difference(names)
        if kept not in self._found:
            self._found[kept] = self._searched(kept) if "q" in kept else self._filtered(kept)
        return self._found[kept]

    def _filtered(self, names: frozenset[str]) -> Masked:
        asked = frozenset((name, self.filterset.data[name]) for name in names)
        return Masked(
            self.facets, lambda: self._shared_by(names), counted=self.facets.counted(asked)
        )

    def _shared_by(self, names: frozenset[str]) -> FrozenBitMap:
        is_wider = names >= {"region", "nearby"}
        narrowing = (names & MASKS.keys()) - ({"region"} if is_wider else {"nearby"})
        # The fewest first: what is left of them is small, and so is all that is done with it.
        masks = sorted((self._mask(name) for name in narrowing), key=len)
        return reduce(and_, (*masks, self.facets.public))

    def _mask(self, name: str) -> FrozenBitMap:
        if name not in self._of:
            value = self.filterset.chosen[name]
            self._of[name] = MASKS[name](self.filterset, self.facets, value)
        return self._of[name]

    def _searched(self, names: frozenset[str]) -> Masked:
        """The database says what has the words; who may see it and all else is known here."""
        rest = self._filtered(names - {"q"})
        bits, is_exact = self._matching
        return Masked(self.facets, lambda: rest.bits & bits, is_exact)

    @cached_property
    def _matching(self) -> tuple[FrozenBitMap, bool]:
        """The posts that have what is searched, and whether these are all of them."""
        query, bitmaps = self.filterset.query, self.facets.bitmaps
        occupations = bitmaps.maps["occupation"]
        ids = Posting.objects.newest_ids_found_by(query, MATCHES_READ + 1, occupations)
        found = bitmaps.of_ids(ids)
        return found[-MATCHES_READ:], len(ids) <= MATCHES_READ
