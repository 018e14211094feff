"""Importing employers: what it would do, and doing it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jobs.actions.employer_matching import AmbiguousEmployerError, EmployerMatcher, Known
from jobs.actions.posting_imports import ROWS_PER_INSERT, held
from jobs.actions.wanted import Outcome, WantedEmployer
from jobs.choices import RowOutcome
from jobs.models import Employer
from jobs.models.employer import VERIFIED_FIELDS
from jobs.responsibility import check_responsible
from tongwulang.accounts.models import Organization
from tongwulang.regions.models import Region

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


@dataclass
class EmployerPlan:
    """`outcomes` are in the order of the rows; the lists are what carrying it out writes."""

    outcomes: list[Outcome] = field(default_factory=list)
    made: list[Employer] = field(default_factory=list)
    changed: list[tuple[Employer, dict[str, Any]]] = field(default_factory=list)


@transaction.atomic
def import_employers(
    *, organization: Organization, wanted: Sequence[WantedEmployer], by: "User"
) -> list[Outcome]:
    """Make or change employers as the rows say; returns what became of each, in their order.

    New ones are unverified. What a verification vouches for is never changed by a workbook.
    """
    plan = plan_employers(held(organization), wanted, lock=True)
    Employer.objects.bulk_create(plan.made, batch_size=ROWS_PER_INSERT)
    names = {name: None for _employer, changes in plan.changed for name in changes}
    for employer, changes in plan.changed:
        for name, value in changes.items():
            setattr(employer, name, value)
    if names:
        Employer.objects.bulk_create(
            [employer for employer, _changes in plan.changed],
            batch_size=ROWS_PER_INSERT,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*(name.removesuffix("_id") for name in names), "updated_at"],
        )
    return plan.outcomes


def plan_employers(
    organization: Organization, wanted: Sequence[WantedEmployer], *, lock: bool = False
) -> EmployerPlan:
    """With `lock`, the employers that the rows name are held until the transaction ends."""
    planner = _Planner(organization, wanted)
    matched = [planner.match(row) for row in wanted]
    planner.load([found for found in matched if isinstance(found, Known)], lock=lock)
    for row, found in zip(wanted, matched, strict=True):
        outcome = planner.change(found, row) if isinstance(found, Known) else found
        planner.plan.outcomes.append(outcome)
    return planner.plan


class _Planner:
    def __init__(self, organization: Organization, wanted: Sequence[WantedEmployer]) -> None:
        self.plan = EmployerPlan()
        self.organization = organization
        self.matcher = EmployerMatcher(organization, wanted)
        codes = {row.values.get("region_id") for row in wanted} - {None}
        self.regions = Region.objects.select_related("place").in_bulk(codes)

    def match(self, row: WantedEmployer) -> Outcome | Known:
        """The employer that the row means, or what becomes of a row that means none."""
        try:
            known = self.matcher.find(row)
        except AmbiguousEmployerError as refusal:
            return Outcome(RowOutcome.REFUSED, str(refusal))
        return self._make(row) if known is None else known

    def load(self, found: Sequence[Known], *, lock: bool) -> None:
        rows = Employer.objects.filter(pk__in=[known.pk for known in found]).order_by("pk")
        rows = rows.defer("search")
        self.stored = {row.pk: row for row in (rows.select_for_update() if lock else rows)}

    def change(self, known: Known, row: WantedEmployer) -> Outcome:
        """What becomes of a row whose employer is there already."""
        employer = self.stored[known.pk] if known.pk is not None else None
        if employer is None:
            return Outcome(RowOutcome.REFUSED, _("与前面的一行是同一单位"))
        changes = self._differences(employer, row)
        fixed = _vouched_for(employer, changes)
        reason = _("已核验的%(names)s与表中不同，未改动") % {"names": fixed} if fixed else ""
        region = self.regions.get(changes.get("region_id", ""))
        if refusal := self._foreign(region):
            return Outcome(RowOutcome.REFUSED, refusal)
        if not changes:
            return Outcome(RowOutcome.SAME, reason)
        self.plan.changed.append((employer, changes))
        return Outcome(RowOutcome.CHANGED, reason)

    def _make(self, row: WantedEmployer) -> Outcome:
        values = {"region_id": self.organization.region_id, **row.values}
        if refusal := self._foreign(self.regions.get(values["region_id"])):
            return Outcome(RowOutcome.REFUSED, refusal)
        employer = Employer(
            name=row.name, uscc=row.uscc or None, organization=self.organization, **values
        )
        self.plan.made.append(employer)
        self.matcher.add(Known(None, row.name, row.uscc, self.organization.pk, row=employer))
        return Outcome(RowOutcome.MADE)

    def _foreign(self, region: Region | None) -> str:
        """Why the organization cannot answer for an employer there; empty if it can."""
        try:
            check_responsible(self.organization, region)
        except ValidationError as refusal:
            return "；".join(refusal.messages)
        return ""

    def _differences(self, employer: Employer, row: WantedEmployer) -> dict[str, Any]:
        wanted = {**row.values, **({"uscc": row.uscc} if row.uscc else {})}
        return {
            name: value
            for name, value in wanted.items()
            if str(getattr(employer, name) or "") != str(value)
        }


def _vouched_for(employer: Employer, changes: dict[str, Any]) -> str:
    """Takes out what a verification vouches for; returns its names in words."""
    if not employer.is_verified:
        return ""
    fixed = [name for name in changes if name.removesuffix("_id") in VERIFIED_FIELDS]
    for name in fixed:
        del changes[name]
    fields = {field.attname: field for field in Employer._meta.concrete_fields}
    return "、".join(str(fields[name].verbose_name) for name in fixed)


def repeated_employers(wanted: Sequence[WantedEmployer]) -> list[Outcome | None]:
    """For each row, what becomes of it if an earlier one names the same employer; else None."""
    earlier: dict[str, WantedEmployer] = {}
    found: list[Outcome | None] = []
    for row in wanted:
        first = earlier.get(row.uscc) if row.uscc else earlier.get(row.key)
        if first is None:
            earlier[row.key] = row
            earlier[row.uscc or row.key] = row
            found.append(None)
        elif (first.uscc, first.values) == (row.uscc, row.values):
            found.append(Outcome(RowOutcome.SAME, _("与前面的一行相同")))
        else:
            found.append(Outcome(RowOutcome.REFUSED, _("与前面的一行是同一单位")))
    return found
