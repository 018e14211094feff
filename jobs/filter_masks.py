"""What each filter lets through, in the live facets: how the choices of a page are counted.

Says the same as the QuerySet methods of PostingFilterSet, which list the posts; a test compares
the two for every filter.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jobs import live_facets
from jobs.choices import Audience
from jobs.filters import PostingFilterSet, first_day
from jobs.live_facets import LiveFacets
from jobs.row_counts import COUNTED
from tongwulang.regions.choices import IndustryScheme

Masking = Callable[[PostingFilterSet, LiveFacets, Any], int]


def _is(fact: str) -> Masking:
    return lambda filterset, facets, value: facets.bitmaps.any_of(fact, [value])


def _is_row(fact: str) -> Masking:
    return lambda filterset, facets, value: facets.bitmaps.any_of(fact, [value.pk])


def _region(filterset: PostingFilterSet, facets: LiveFacets, value: Any) -> int:
    return facets.bitmaps.any_of("region", filterset.region_codes)


def _industry(filterset: PostingFilterSet, facets: LiveFacets, value: Any) -> int:
    is_emerging = value.scheme == IndustryScheme.EMERGING
    return facets.bitmaps.any_of("emerging_industry" if is_emerging else "industry", [value.pk])


def _occupation(filterset: PostingFilterSet, facets: LiveFacets, value: Any) -> int:
    return facets.bitmaps.any_of("occupation", value.codes)


def _education(filterset: PostingFilterSet, facets: LiveFacets, value: Any) -> int:
    return facets.bitmaps.any_of("education", filterset.education_codes)


def _experience(filterset: PostingFilterSet, facets: LiveFacets, value: int) -> int:
    return facets.bitmaps.where("experience", lambda years: years <= value)


def _pay(filterset: PostingFilterSet, facets: LiveFacets, value: int) -> int:
    return facets.bitmaps.where("pay", lambda top: top >= value)


def _published(filterset: PostingFilterSet, facets: LiveFacets, value: int) -> int:
    first = first_day(value)
    return facets.bitmaps.where("published_on", lambda day: day >= first)


MASKS: dict[str, Masking] = {
    "region": _region,
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
    """Some public posts; if not `is_exact`, only the newest `COUNTED` of them."""

    facets: LiveFacets = field(repr=False)
    bits: int = field(repr=False)
    is_exact: bool = True

    @property
    def total(self) -> int:
        return self.bits.bit_count()

    def by(self, fact: str) -> dict[Any, int]:
        """How many of them have each value of the fact that occurs."""
        return self.facets.bitmaps.counts(fact, self.bits)

    def by_audience(self) -> dict[Audience, int]:
        """How many of them name each audience."""
        counts = self.by("audience")
        return {audience: counts.get(audience, 0) for audience in Audience}


def everything() -> Masked:
    """Every public post."""
    facets = live_facets.current()
    return Masked(facets, facets.public)


def having(fact: str, value: Any) -> Masked:
    """The public posts that have this value of a fact."""
    every = everything()
    return Masked(every.facets, every.bits & every.facets.bitmaps.any_of(fact, [value]))


class PostingMasks:
    """The posts that the filters of one request let through, together or without some of them."""

    def __init__(self, filterset: PostingFilterSet) -> None:
        self.filterset = filterset
        self.facets = live_facets.current()
        self._of: dict[str, int] = {}
        self._found: dict[frozenset[str], Masked] = {}

    def without(self, *names: str) -> Masked:
        """What every chosen filter but these lets through."""
        kept = frozenset(self.filterset.chosen).difference(names)
        if kept not in self._found:
            self._found[kept] = self._searched(kept) if "q" in kept else self._filtered(kept)
        return self._found[kept]

    def _filtered(self, names: frozenset[str]) -> Masked:
        bits = self.facets.public
        for name in names & MASKS.keys():
            bits &= self._mask(name)
        return Masked(self.facets, bits)

    def _mask(self, name: str) -> int:
        if name not in self._of:
            value = self.filterset.chosen[name]
            self._of[name] = MASKS[name](self.filterset, self.facets, value)
        return self._of[name]

    def _searched(self, names: frozenset[str]) -> Masked:
        """The database says what matches: all of it once, or the newest of just these posts."""
        ids = self._matching(frozenset({"q"}))
        if len(ids) <= COUNTED:
            rest = self._filtered(names - {"q"})
            return Masked(self.facets, rest.bits & self.facets.bitmaps.of_ids(ids))
        ids = self._matching(names)
        bits = self.facets.public & self.facets.bitmaps.of_ids(ids[:COUNTED])
        return Masked(self.facets, bits, is_exact=len(ids) <= COUNTED)

    def _matching(self, names: frozenset[str]) -> list[int]:
        """Ids of the newest posts that these filters let through, one more than are counted."""
        posts = self.filterset.narrowed_by(names).newest_matches_first()
        return list(posts.values_list("pk", flat=True)[: COUNTED + 1])
