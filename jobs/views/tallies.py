"""How many posts each region and each industry has, in the order in which pages show them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jobs.filter_masks import Masked
from tongwulang.regions.models import Industry, Region


@dataclass(frozen=True)
class Tally:
    """A region or an industry, by its code, with its number of posts."""

    code: str
    name: str
    count: int


@dataclass(frozen=True)
class PlaceTally(Tally):
    """One of the three places with the districts and counties in it that have posts."""

    short_name: str = ""
    counties: list[Tally] = field(default_factory=list)

    @property
    def without_county(self) -> int:
        """Posts of which only the place is known; 0 for a place that is itself a county."""
        known = sum(tally.count for tally in self.counties)
        return self.count - known if self.counties else 0


@dataclass(frozen=True)
class RegionTallies:
    """The three places, always all three, and the counties elsewhere that have posts."""

    places: list[PlaceTally]
    elsewhere: list[Tally]

    @property
    def total(self) -> int:
        return sum(place.count for place in self.places) + self.elsewhere_count

    @property
    def elsewhere_count(self) -> int:
        return sum(tally.count for tally in self.elsewhere)

    def flat(self) -> list[Tally]:
        """The counties of the three places; a place that is itself a county stands for itself."""
        return [tally for place in self.places for tally in place.counties or [place]]


def by_region(posts: Masked) -> RegionTallies:
    """No query while the table of regions stays the same."""
    counts = posts.by("region")
    known = posts.facets.remembered("regions", _regions)
    found = [known[code] for code in counts]
    found.sort(key=lambda region: (-counts[region.pk], region.pk))
    sums: Counter[str | None] = Counter()
    for region in found:
        sums[region.place_id] += counts[region.pk]
    places = posts.facets.remembered("places", lambda: list(Region.objects.places()))
    return RegionTallies(
        places=[_place(place, found, counts, sums[place.pk]) for place in places],
        elsewhere=[
            Tally(region.pk, _with_parent(region), counts[region.pk])
            for region in found
            if region.place_id is None
        ],
    )


def _regions() -> dict[str, Region]:
    return Region.objects.select_related("parent").in_bulk()


def _with_parent(region: Region) -> str:
    return f"{region.parent.short_name} {region.name}" if region.parent else region.name


def _place(
    place: Region, found: Iterable[Region], counts: Mapping[Any, int], count: int
) -> PlaceTally:
    counties = [
        Tally(region.pk, region.name, counts[region.pk])
        for region in found
        if region.place_id == place.pk and region.pk != place.pk
    ]
    return PlaceTally(place.pk, place.name, count, place.short_name, counties)


def by_industry(posts: Masked) -> tuple[list[Tally], list[Tally]]:
    """The emerging and future industries and the GB/T 4754 sections that have posts, the most
    first; no query while the table of industries stays the same."""
    emerging, sections = posts.by("emerging_industry"), posts.by("industry")
    names = posts.facets.remembered(
        "industries", lambda: dict(Industry.objects.values_list("pk", "name"))
    )
    return _named(emerging, names), _named(sections, names)


def _named(counts: Mapping[Any, int], names: dict[str, str]) -> list[Tally]:
    tallies = [Tally(code, names[code], count) for code, count in counts.items() if code]
    return sorted(tallies, key=lambda tally: (-tally.count, tally.code))
