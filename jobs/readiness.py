"""What a fair still lacks before its doors open, as far as the system knows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from jobs.actions.fairs import lacking_to_publish
from jobs.models import Fair, Venue

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Lack:
    """Something missing; `blocks`: the fair cannot be published without it. `venue`: of this hall,
    else of the fair."""

    what: "StrOrPromise"
    blocks: bool = False
    venue: Venue | None = None


def lacks_of(fair: Fair) -> list[Lack]:
    """What blocks publishing first, then what else a fair needs: days, halls, zones, booths."""
    lacks = [Lack(what, blocks=True) for what in lacking_to_publish(fair)]
    if fair.starts_on is None:
        lacks.append(Lack(_("开始日期")))
    venues = _with_booths(fair)
    if not venues:
        lacks.append(Lack(_("会场")))
    empty = [venue for venue in venues if not venue.booths_counted]  # type: ignore[attr-defined]
    return lacks + [
        Lack(_("%(venue)s的展区和展位") % {"venue": venue}, venue=venue) for venue in empty
    ]


def _with_booths(fair: Fair) -> "QuerySet[Venue]":
    """Annotates `booths_counted`."""
    return fair.venues.annotate(booths_counted=Count("zones__booths"))
