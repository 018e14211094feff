"""Next year's fair from this year's: what is set up again is copied, what happened is not."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jobs.models import Booth, Fair, FairOrganization, Venue, Zone

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


@transaction.atomic
def copy_fair(
    *,
    fair: Fair,
    year: int,
    name: str,
    slug: str,
    by: "User",
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> Fair:
    """A fair of a later year with the same hosts, halls, zones and booths, not published.

    Copied: series, audience, introduction, hosts with their roles, halls with place and address,
    zones, booths. Not copied, because it belongs to one year: dates, the three plans, expected
    visitors and licences, state and decision, what reports said, who took part and their posts.

    Copying the same fair into the same year again returns the copy that is there, unchanged.
    Raises ValidationError for a year that is not later and for a name or address in use.
    """
    fair = Fair.objects.select_for_update().get(pk=fair.pk)
    there = fair.copies.filter(year=year).first()
    if there is not None:
        return there
    if year <= fair.year:
        raise ValidationError({"year": _("须晚于 %(year)s 年。") % {"year": fair.year}})
    copy = Fair(
        copied_from=fair,
        series=fair.series,
        audience=fair.audience,
        introduction=fair.introduction,
        year=year,
        name=name,
        slug=slug,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    copy.full_clean()
    copy.save()
    FairOrganization.objects.bulk_create(
        [
            FairOrganization(fair=copy, organization_id=host.organization_id, role=host.role)
            for host in fair.hosts.all()
        ]
    )
    for venue in fair.venues.prefetch_related("zones__booths"):
        _copy_venue(venue, copy)
    return copy


def _copy_venue(venue: Venue, fair: Fair) -> None:
    copy = Venue.objects.create(
        fair=fair,
        region_id=venue.region_id,
        name=venue.name,
        address=venue.address,
        is_demo=venue.is_demo,
    )
    for zone in venue.zones.all():
        new = Zone.objects.create(venue=copy, code=zone.code, name=zone.name)
        Booth.objects.bulk_create(
            [Booth(zone=new, number=booth.number) for booth in zone.booths.all()]
        )
