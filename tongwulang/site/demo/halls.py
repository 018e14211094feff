"""The demo halls of the veterans' fair: one in each place, zones by field, a booth an employer."""

from collections import defaultdict
from functools import lru_cache

from jobs.models import Booth, Fair, Venue, Zone
from tongwulang.regions.models import Region
from tongwulang.site.demo.catalogue import load_catalogue
from tongwulang.site.demo.employers import build_employer
from tongwulang.site.demo.layout import FAIRS, VETERANS, fair_slots


@lru_cache(maxsize=1)
def booth_numbers() -> dict[int, tuple[str, str, str]]:
    """Employer number → place, zone code and booth number; the same at every scale."""
    plan = next(plan for plan in FAIRS if plan.slug == VETERANS)
    taken: dict[tuple[str, str], int] = defaultdict(int)
    booths = {}
    for slot in fair_slots(plan):
        place, zone = build_employer(slot).place, slot.field.zone
        taken[place, zone] += 1
        booths[slot.number] = (place, zone, f"{zone}{taken[place, zone]:02d}")
    return booths


def ensure_halls() -> dict[tuple[str, str], Zone]:
    """Make what is missing of the halls and zones; returns the zones by place and code.

    The reports name no hall: these are marked as demo and have no address.
    """
    fair = Fair.objects.get(slug=VETERANS)
    zones = {}
    for region in Region.objects.places():
        venue, _ = Venue.objects.get_or_create(
            fair=fair,
            name=f"演示会场（{region.short_name}）",
            defaults={"region": region, "is_demo": True},
        )
        for code, name in load_catalogue().zones.items():
            zone, _ = Zone.objects.get_or_create(venue=venue, code=code, defaults={"name": name})
            zones[region.pk, code] = zone
    return zones


def booth_for(number: int, zones: dict[tuple[str, str], Zone]) -> Booth:
    """The unsaved booth of an employer of the veterans' fair."""
    place, zone, booth = booth_numbers()[number]
    return Booth(zone=zones[place, zone], number=booth)
