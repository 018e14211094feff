"""Where employers stand: booths are added to a zone, and given to those that take part."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jobs.choices import ParticipationStatus
from jobs.models import Booth, Participation, Venue, Zone

if TYPE_CHECKING:
    from tongwulang.accounts.models import User

# More booths at once than a hall has ever had are a slip of the finger.
MOST_ADDED = 300


@transaction.atomic
def add_booths(*, zone: Zone, first: int, last: int, by: "User") -> int:
    """Booths numbered with the zone's letter and `first` to `last`; returns how many are new.

    Those that are there stay, so that it can be sent again. Raises ValidationError for an empty
    range, and for more than `MOST_ADDED`.
    """
    if not 0 < first <= last:
        raise ValidationError(_("起始号须大于 0，且不大于结束号。"), code="range")
    if last - first >= MOST_ADDED:
        raise ValidationError(
            _("一次最多添加 %(most)s 个展位。"), code="too_many", params={"most": MOST_ADDED}
        )
    zone = Zone.objects.select_for_update().get(pk=zone.pk)
    known = set(zone.booths.values_list("number", flat=True))
    numbers = [f"{zone.code}{number:02d}" for number in range(first, last + 1)]
    made = [Booth(zone=zone, number=number) for number in numbers if number not in known]
    for booth in made:
        booth.full_clean(exclude=["zone"], validate_unique=False, validate_constraints=False)
    Booth.objects.bulk_create(made)
    return len(made)


@transaction.atomic
def assign_places(
    *,
    participations: Iterable[Participation],
    venue: Venue,
    by: "User",
    zone: Zone | None = None,
    booth: Booth | None = None,
    with_booths: bool = True,
) -> int:
    """Give accepted employers their hall and, in the order of numbers, the free booths of the hall
    or of one zone; or all of them only the hall, or one of them this `booth`.

    Whoever stands there already keeps the place, so that it can be sent again. Returns how many
    were moved. Raises ValidationError, and then nothing is changed, if one is not accepted or of
    another fair, if there are too few free booths, or if `booth` is taken.
    """
    # The hall is held: two clerks who fill it at once take turns.
    venue = Venue.objects.select_for_update().get(pk=venue.pk)
    keys = [row.pk for row in participations]
    rows = list(
        Participation.objects.select_for_update(of=("self",))
        .filter(pk__in=keys)
        .select_related("employer", "booth__zone")
        .order_by("employer__name", "pk")
    )
    _check_placeable(rows, venue)
    zones = {zone.pk} if zone else set(venue.zones.values_list("pk", flat=True))
    moved = [row for row in rows if not _stands(row, venue, zones, booth, with_booths)]
    places: Sequence[Booth | None] = [None] * len(moved)
    if with_booths:
        places = (_this(booth, venue) if booth else _free(zones))[: len(moved)]
        if len(places) < len(moved):
            raise ValidationError(
                _("只有 %(free)s 个空展位，不够 %(needed)s 家使用；没有改动。"),
                code="too_few_booths",
                params={"free": len(places), "needed": len(moved)},
            )
    _give(moved, venue, places)
    return len(moved)


def _check_placeable(rows: Collection[Participation], venue: Venue) -> None:
    refusals = [
        ValidationError(
            _("“%(row)s”尚未确认参会，不能安排展位。"), code="not_accepted", params={"row": row}
        )
        for row in rows
        if row.status != ParticipationStatus.ACCEPTED
    ]
    refusals += [
        ValidationError(
            _("“%(row)s”参加的不是这场招聘会。"), code="other_fair", params={"row": row}
        )
        for row in rows
        if row.fair_id != venue.fair_id
    ]
    if refusals:
        raise ValidationError(refusals)


def _stands(
    row: Participation, venue: Venue, zones: set[int], booth: Booth | None, with_booths: bool
) -> bool:
    """Whether the employer is already where it is to be."""
    if not with_booths:
        return row.venue_id == venue.pk
    if booth is not None:
        return row.booth_id == booth.pk
    return row.booth is not None and row.booth.zone_id in zones


def _free(zones: set[int]) -> list[Booth]:
    """Free booths in the order in which one walks past them: B2 before B10."""
    found = Booth.objects.filter(zone__in=zones, participation=None).select_related("zone")
    return sorted(found, key=lambda one: (one.zone.code, len(one.number), one.number))


def _this(booth: Booth, venue: Venue) -> list[Booth]:
    booth = Booth.objects.select_related("zone").get(pk=booth.pk)
    if booth.zone.venue_id != venue.pk:
        raise ValidationError(_("展位不在所选会场。"), code="other_venue")
    if Participation.objects.filter(booth=booth).exists():
        raise ValidationError(_("展位 %(booth)s 已有单位。"), code="taken", params={"booth": booth})
    return [booth]


def _give(rows: list[Participation], venue: Venue, places: Sequence[Booth | None]) -> None:
    for row, place in zip(rows, places, strict=True):
        row.venue, row.booth = venue, place
        row.save(update_fields=["venue", "booth"])
