"""Carries out an import of posts, a chunk of rows in one transaction."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from jobs.actions import revisions
from jobs.actions.employer_matching import Known
from jobs.actions.posting_plan import PostingPlan, plan_postings
from jobs.actions.wanted import Outcome, WantedPosting
from jobs.models import Employer, Posting
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from tongwulang.accounts.models import User

ROWS_PER_INSERT = 500


@transaction.atomic
def import_postings(
    *, organization: Organization, wanted: Sequence[WantedPosting], by: "User"
) -> list[Outcome]:
    """Make, change or propose what the rows want; returns what became of each, in their order.

    New posts are drafts, new employers unverified. An edit of anything but a draft waits as a
    revision. The organization is held: two imports of the same rows make them once.
    """
    organization = held(organization)
    plan = plan_postings(organization, wanted, lock=True)
    _write_employers(plan)
    _make(plan)
    _change(plan)
    for posting, changes in plan.proposed:
        revisions.propose_revision(posting=posting, values=_as_rows(changes), by=by)
    return plan.outcomes


def held(organization: Organization) -> Organization:
    """The organization, locked until the transaction ends: its imports go one after the other."""
    rows = Organization.objects.select_for_update(of=("self",)).select_related("region")
    return rows.get(pk=organization.pk)


def _write_employers(plan: PostingPlan) -> None:
    Employer.objects.bulk_create(plan.new_employers, batch_size=ROWS_PER_INSERT)
    for pk, uscc in plan.codes.items():
        Employer.objects.filter(pk=pk).update(uscc=uscc, updated_at=timezone.now())


def _make(plan: PostingPlan) -> None:
    postings = [Posting(**made.values, **_employer(made.employer)) for made in plan.made]
    Posting.objects.bulk_create(postings, batch_size=ROWS_PER_INSERT)
    links = Posting.majors.through
    links.objects.bulk_create(
        [
            links(posting_id=posting.pk, major_id=code)
            for posting, made in zip(postings, plan.made, strict=True)
            for code in made.majors
        ],
        batch_size=ROWS_PER_INSERT,
    )


def _employer(known: Known) -> dict[str, Any]:
    return {"employer_id": known.pk} if known.row is None else {"employer": known.row}


def _change(plan: PostingPlan) -> None:
    """Drafts are written as a whole in one statement; their former majors are replaced."""
    names: dict[str, None] = {}
    for posting, changes in plan.changed:
        for name, value in changes.items():
            revisions.assign(posting, name, value)
            names[name] = None
    columns = [name for name in names if name not in revisions.MANY]
    if columns:
        Posting.objects.bulk_create(
            [posting for posting, _changes in plan.changed],
            batch_size=ROWS_PER_INSERT,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*columns, "updated_at"],
        )


def _as_rows(changes: dict[str, Any]) -> dict[str, Any]:
    """Majors by their rows, as a form would hand them in."""
    if "majors" not in changes:
        return changes
    field = Posting._meta.get_field("majors")
    rows = field.related_model._default_manager.filter(pk__in=changes["majors"])
    return {**changes, "majors": list(rows)}
