"""The halls of a fair as an organizer sees them: who stands where, and what is free."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from jobs.hall_plans import Stand, ZonePlan, zone_plan
from jobs.models import Booth, Participation, Venue, Zone

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


@dataclass(frozen=True)
class HallOverview:
    """A hall with the plans of its zones; `waiting_link` lists who has no booth yet."""

    venue: Venue
    zones: list[ZonePlan]
    link: str
    waiting_link: str

    @property
    def booths(self) -> int:
        return sum(len(zone.cells) for zone in self.zones)

    @property
    def free(self) -> int:
        return sum(zone.free for zone in self.zones)


def halls_of(venues: "QuerySet[Venue]", user: "User") -> list[HallOverview]:
    """Four queries, whatever the number of halls and booths.

    An employer that another bureau answers for is drawn as a taken booth without its name.
    """
    mine = set(Participation.objects.visible_to(user).values_list("pk", flat=True).filter(
        venue__in=venues.order_by().values("pk")))  # fmt: skip
    booths = Booth.objects.select_related("participation__employer")
    zones = Zone.objects.prefetch_related(Prefetch("booths", booths))
    found = venues.select_related("fair", "region").prefetch_related(Prefetch("zones", zones))
    return [_hall(venue, mine) for venue in found]


def _hall(venue: Venue, mine: set[int]) -> HallOverview:
    participations = reverse("admin:jobs_participation_changelist")
    waiting_link = f"{participations}?list=no_booth&fair__id__exact={venue.fair_id}"
    zones = [
        zone_plan(
            str(zone),
            [_stand(booth, mine, waiting_link) for booth in zone.booths.all()],
            reverse("admin:jobs_zone_change", args=[zone.pk]),
        )
        for zone in venue.zones.all()
    ]
    link = reverse("admin:jobs_venue_change", args=[venue.pk])
    return HallOverview(venue, zones, link, waiting_link)


def _stand(booth: Booth, mine: set[int], waiting_link: str) -> Stand:
    participation = getattr(booth, "participation", None)
    if participation is None:
        return Stand(booth.number, link=waiting_link)
    if participation.pk not in mine:
        return Stand(booth.number, is_taken=True)
    return Stand(
        booth.number,
        participation.employer.name,
        is_taken=True,
        link=reverse("admin:jobs_participation_change", args=[participation.pk]),
    )
