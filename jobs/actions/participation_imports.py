"""Importing who takes part in a fair, what they need, and where those accepted stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from jobs.actions.employer_matching import AmbiguousEmployerError, EmployerMatcher
from jobs.actions.posting_imports import held
from jobs.actions.wanted import Outcome, WantedEmployer
from jobs.choices import ParticipationStatus, RowOutcome
from jobs.models import Booth, Fair, Participation
from jobs.search.names import key_of_name
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


@dataclass(frozen=True)
class WantedParticipation:
    """`values` are columns of Participation; a booth by its number, in this hall if it is named."""

    employer: WantedEmployer
    values: dict[str, Any] = field(default_factory=dict)
    booth: str = ""
    venue: str = ""


class RefusedRowError(Exception):
    """The row cannot be carried out; the message says why."""


@transaction.atomic
def import_participations(
    *,
    organization: Organization,
    fair: Fair,
    wanted: Sequence[WantedParticipation],
    by: "User",
) -> list[Outcome]:
    """Sign employers up, write what they need, and give booths to those accepted.

    Returns what became of each row, in their order. Who takes part is decided elsewhere.
    """
    planner = _Planner(held(organization), fair, wanted, lock=True)
    outcomes = [planner.outcome(row) for row in wanted]
    Participation.objects.bulk_create(planner.made)
    for participation in planner.changed:
        participation.save()
    return outcomes


def plan_participations(
    organization: Organization, fair: Fair, wanted: Sequence[WantedParticipation]
) -> list[Outcome]:
    """What importing these rows now would do."""
    planner = _Planner(organization, fair, wanted, lock=False)
    return [planner.outcome(row) for row in wanted]


class _Planner:
    def __init__(
        self,
        organization: Organization,
        fair: Fair,
        wanted: Sequence[WantedParticipation],
        *,
        lock: bool,
    ) -> None:
        self.organization = organization
        self.fair = fair
        self.made: list[Participation] = []
        self.changed: list[Participation] = []
        self.matcher = EmployerMatcher(organization, [row.employer for row in wanted])
        rows = Participation.objects.filter(fair=fair).order_by("pk")
        if lock:
            rows = rows.select_for_update()
        present = list(rows)
        self.by_employer = {row.employer_id: row for row in present}
        self.holders = {row.booth_id: row for row in present if row.booth_id}
        booths = Booth.objects.filter(zone__venue__fair=fair).select_related("zone__venue")
        self.booths = list(booths) if any(row.booth for row in wanted) else []

    def outcome(self, row: WantedParticipation) -> Outcome:
        try:
            participation = self._participation(row)
            if participation is None:
                return Outcome(RowOutcome.MADE)
            changes = dict(row.values) | self._stand(participation, row)
        except (AmbiguousEmployerError, RefusedRowError) as refusal:
            return Outcome(RowOutcome.REFUSED, str(refusal))
        return self._change(participation, changes)

    def _participation(self, row: WantedParticipation) -> Participation | None:
        """The one that is there; None for a new one, which has been noted."""
        employer = self.matcher.find(row.employer)
        if employer is None or employer.pk is None:
            raise RefusedRowError(_("没有这家单位，请先导入用人单位"))
        if employer.pk in self.by_employer:
            return self.by_employer[employer.pk]
        if row.booth:
            raise RefusedRowError(_("尚未确认参会，不能给展位"))
        made = Participation(
            fair=self.fair,
            employer_id=employer.pk,
            organization=self.organization,
            **row.values,
        )
        self.by_employer[employer.pk] = made
        self.made.append(made)
        return None

    def _stand(self, participation: Participation, row: WantedParticipation) -> dict[str, Any]:
        if not row.booth:
            return {}
        if participation.status != ParticipationStatus.ACCEPTED:
            raise RefusedRowError(_("尚未确认参会，不能给展位"))
        booth = self._booth(row)
        holder = self.holders.get(booth.pk)
        if holder is not None and holder is not participation:
            raise RefusedRowError(_("展位 %(booth)s 已给了别的单位") % {"booth": booth})
        self.holders[booth.pk] = participation
        return {"booth_id": booth.pk, "venue_id": booth.zone.venue_id}

    def _booth(self, row: WantedParticipation) -> Booth:
        fitting = [
            booth
            for booth in self.booths
            if key_of_name(booth.number) == key_of_name(row.booth)
            and (not row.venue or key_of_name(row.venue) == key_of_name(booth.zone.venue.name))
        ]
        if not fitting:
            raise RefusedRowError(_("这场招聘会没有展位 %(booth)s") % {"booth": row.booth})
        if len(fitting) > 1:
            raise RefusedRowError(_("几个会场都有展位 %(booth)s，请写会场") % {"booth": row.booth})
        return fitting[0]

    def _change(self, participation: Participation, changes: dict[str, Any]) -> Outcome:
        changes = {
            name: value for name, value in changes.items() if getattr(participation, name) != value
        }
        if not changes:
            return Outcome(RowOutcome.SAME)
        for name, value in changes.items():
            setattr(participation, name, value)
        if participation.pk is not None:
            self.changed.append(participation)
        return Outcome(RowOutcome.CHANGED)


def repeated_participations(wanted: Sequence[WantedParticipation]) -> list[Outcome | None]:
    """For each row, what becomes of it if an earlier one names the same employer; else None."""
    earlier: dict[str, WantedParticipation] = {}
    found: list[Outcome | None] = []
    for row in wanted:
        first = earlier.setdefault(row.employer.uscc or row.employer.key, row)
        if first is row:
            found.append(None)
        elif first == row:
            found.append(Outcome(RowOutcome.SAME, _("与前面的一行相同")))
        else:
            found.append(Outcome(RowOutcome.REFUSED, _("与前面的一行是同一单位")))
    return found
