"""What an organizer sees on top of a fair's page: what is missing, who applied, halls, figures."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from jobs.admin.hall_overview import HallOverview, halls_of
from jobs.choices import FairStatus, ParticipationStatus
from jobs.fair_figures import Figure, figures_of
from jobs.models import Fair, Participation, Posting
from jobs.readiness import Lack, lacks_of
from jobs.worklists import Number, list_link, worklist

if TYPE_CHECKING:
    from tongwulang.accounts.models import User

TO_DO = ("applied", "waitlisted", "no_booth", "no_posts")


@dataclass(frozen=True)
class FairOverview:
    """`lacks` is empty for a fair that is over; `figures` are the fair's, whoever looks."""

    lacks: list[Lack]
    to_do: list[Number]
    states: list[Number]
    posts: Number
    halls: list[HallOverview]
    figures: list[Figure]


def overview_of(fair: Fair, user: "User") -> FairOverview:
    """The same number of queries, whatever the size of the fair."""
    rows = Participation.objects.visible_to(user).filter(fair=fair)
    is_coming = fair.status in (FairStatus.DRAFT, FairStatus.PUBLISHED)
    return FairOverview(
        lacks=lacks_of(fair) if is_coming else [],
        to_do=_to_do(fair, rows) if is_coming else [],
        states=_states(fair, rows),
        posts=_posts(fair, user),
        halls=halls_of(fair.venues.all(), user),
        figures=figures_of(Fair.objects.with_counts().get(pk=fair.pk)),
    )


def _to_do(fair: Fair, rows: Any) -> list[Number]:
    lists = [worklist(Participation, key) for key in TO_DO]
    return [
        Number(one.label, one.narrow(rows).count(), _participations(fair, list=one.key))
        for one in lists
    ]


def _states(fair: Fair, rows: Any) -> list[Number]:
    counts = rows.counts_by_status()
    return [
        Number(
            status.label, counts.get(status, 0), _participations(fair, status__exact=status.value)
        )
        for status in ParticipationStatus
    ]


def _participations(fair: Fair, **filters: str) -> str:
    return list_link(Participation, **filters, fair__id__exact=fair.pk)


def _posts(fair: Fair, user: "User") -> Number:
    rows = worklist(Posting, "open").narrow(Posting.objects.visible_to(user)).brought_to(fair)
    link = list_link(Posting, list="open", participations__fair__id__exact=fair.pk)
    return Number(_("公开中的岗位"), rows.count(), link)
