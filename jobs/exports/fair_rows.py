"""Which rows belong to a fair's tables and prints, in the order in which one walks through it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from jobs.choices import ExportKind
from jobs.models import Booth, Fair, Participation, Posting, Venue

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


def keys_of(kind: ExportKind, fair: Fair, venue: Venue | None, by: "User") -> list[int]:
    """Primary keys for a run of this kind; of one hall, if one is named."""
    here = Participation.objects.known_to(by).filter(fair=fair)
    if venue is not None:
        here = here.filter(venue=venue)
    return list(FAIR_ROWS[kind](here.by_booth(), fair, venue).values_list("pk", flat=True))


def _all(here: Any, fair: Fair, venue: Venue | None) -> QuerySet[Participation]:
    return here


def _taking_part(here: Any, fair: Fair, venue: Venue | None) -> QuerySet[Participation]:
    """What is printed hangs in public: those accepted, of verified employers."""
    return here.taking_part()


def _with_booth(here: Any, fair: Fair, venue: Venue | None) -> QuerySet[Participation]:
    return here.taking_part().exclude(booth=None)


def _postings(here: Any, fair: Fair, venue: Venue | None) -> QuerySet[Posting]:
    brought = Posting.objects.filter(participations__in=here.order_by().values("pk"))
    return brought.order_by("employer__name", "employer", "pk").distinct()


def _booths(here: Any, fair: Fair, venue: Venue | None) -> QuerySet[Booth]:
    booths = Booth.objects.filter(zone__venue__fair=fair)
    if venue is not None:
        booths = booths.filter(zone__venue=venue)
    return booths.order_by("zone__venue", "zone__code", "number")


FAIR_ROWS: dict[ExportKind, Callable[[Any, Fair, Venue | None], QuerySet[Any]]] = {
    ExportKind.FAIR_EMPLOYERS: _all,
    ExportKind.FAIR_POSTINGS: _postings,
    ExportKind.FAIR_BOOTHS: _booths,
    ExportKind.BOOTH_SIGNS: _with_booth,
    ExportKind.POSTERS: _taking_part,
    ExportKind.HALL_LIST: _taking_part,
    ExportKind.HANDBOOK: _taking_part,
}
