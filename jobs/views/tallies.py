"""How many posts each region and each industry has, in the order in which pages show them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from jobs.models.posting import PostingQuerySet
from tongwulang.regions.models import Region


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


def by_region(posts: PostingQuerySet) -> RegionTallies:
    """Two queries, whatever the number of posts."""
    rows = list(
        posts.counts_by(
            "region_id", "region__name", "region__parent__short_name", "region__place_id"
        )
    )
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row["region__place_id"]] += row["count"]
    return RegionTallies(
        places=[_place(place, rows, sums[place.pk]) for place in Region.objects.places()],
        elsewhere=[
            Tally(
                row["region_id"],
                f"{row['region__parent__short_name'] or ''} {row['region__name']}".strip(),
                row["count"],
            )
            for row in rows
            if row["region__place_id"] is None
        ],
    )


def _place(place: Region, rows: Iterable[dict[str, object]], count: int) -> PlaceTally:
    counties = [
        Tally(str(row["region_id"]), str(row["region__name"]), int(str(row["count"])))
        for row in rows
        if row["region__place_id"] == place.pk and row["region_id"] != place.pk
    ]
    return PlaceTally(place.pk, place.name, count, place.short_name, counties)


def by_emerging_industry(posts: PostingQuerySet) -> list[Tally]:
    """The emerging and future industries that have posts; the most first."""
    return _tallies(posts, "emerging_industry")


def by_section(posts: PostingQuerySet) -> list[Tally]:
    """The GB/T 4754 sections that have posts; the most first."""
    return _tallies(posts, "industry")


def _tallies(posts: PostingQuerySet, name: str) -> list[Tally]:
    return [
        Tally(row[f"{name}_id"], row[f"{name}__name"], row["count"])
        for row in posts.counts_by(f"{name}_id", f"{name}__name")
        if row[f"{name}_id"] is not None
    ]
