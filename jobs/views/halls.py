"""The halls of a fair with their zones, and how many employers and posts are in each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.models import Booth, Fair, Participation, Venue, Zone

if TYPE_CHECKING:
    from jobs.models.participation import ParticipationQuerySet


@dataclass(frozen=True)
class ZoneCount:
    zone: Zone
    employers: int
    posts: int


@dataclass(frozen=True)
class Hall:
    """A hall; employers without a booth are counted in the hall and in no zone."""

    venue: Venue
    zones: list[ZoneCount]
    employers: int
    posts: int


def halls_of(fair: Fair) -> list[Hall]:
    """Three queries, whatever the number of halls and booths."""
    rows = fair.participations.taking_part().counts_by_hall()
    return [_hall(venue, rows) for venue in fair.venues.with_zones()]


def _hall(venue: Venue, rows: list[dict[str, int]]) -> Hall:
    here = [row for row in rows if row["venue_id"] == venue.pk]
    by_zone = {row["booth__zone_id"]: row for row in here}
    return Hall(
        venue=venue,
        zones=[_zone(zone, by_zone.get(zone.pk)) for zone in venue.zones.all()],
        employers=sum(row["employer_count"] for row in here),
        posts=sum(row["posting_count"] for row in here),
    )


def _zone(zone: Zone, row: dict[str, int] | None) -> ZoneCount:
    if row is None:
        return ZoneCount(zone, 0, 0)
    return ZoneCount(zone, row["employer_count"], row["posting_count"])


@dataclass(frozen=True)
class Stand:
    """A booth and who stands there; nobody yet is None."""

    booth: Booth
    participation: Participation | None


@dataclass(frozen=True)
class ZonePlan:
    zone: Zone
    stands: list[Stand]

    @property
    def posts(self) -> int:
        """Public posts at the booths of the zone."""
        return sum(
            stand.participation.posting_count for stand in self.stands if stand.participation
        )


def plan_of(venue: Venue, present: "ParticipationQuerySet", *, number: str = "") -> list[ZonePlan]:
    """Zones with their booths in order; three queries, whatever the number of booths.

    `present` are those who stand there, with their listing. If `number` is given, a booth that none
    of them has is left out unless its own number begins so, and so is a zone without any booth.
    """
    taken = {one.booth_id: one for one in present if one.booth_id is not None}

    def is_shown(booth: Booth) -> bool:
        return booth.pk in taken or booth.number.lower().startswith(number.lower())

    plan = [
        ZonePlan(
            zone,
            [Stand(booth, taken.get(booth.pk)) for booth in zone.booths.all() if is_shown(booth)],
        )
        for zone in venue.zones.with_booths()
    ]
    return [part for part in plan if part.stands or not number]
