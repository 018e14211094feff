"""What moves an export: asked for and so logged, worked on, made or given up."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.choices import ExportKind, ExportStatus
from jobs.models import Applicant, ExportRun, Fair
from jobs.models.export_run import LEASE
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from tongwulang.accounts.models import User

ABOUT_PEOPLE = frozenset({ExportKind.APPLICANTS, ExportKind.APPLICATIONS})
# What has columns with names and phones, to be asked for.
NAMEABLE = ABOUT_PEOPLE | {ExportKind.EMPLOYERS, ExportKind.PARTICIPATIONS}
LONGEST_FILTERS = 500


class LeaseLostError(Exception):
    """Somebody else works on the run by now."""


@transaction.atomic
def request_export(
    *,
    kind: ExportKind,
    keys: Sequence[int],
    by: "User",
    site: str,
    fair: Fair | None = None,
    filters: str = "",
    is_named: bool = False,
) -> ExportRun:
    """Log that this person takes these rows out, and have the file made; asked for again while it
    is being made, it is the same run.

    `keys` are primary keys in the order of the file; `site` is the address that QR codes and links
    begin with, without a slash at its end. Raises ValidationError for no rows.
    """
    if not keys:
        raise ValidationError(_("没有可导出的内容。"), code="empty")
    organizations = [] if by.is_superuser else list(Organization.objects.of_member(by))
    if not organizations and not by.is_superuser:
        raise PermissionDenied
    is_named = is_named and kind in NAMEABLE
    asked = [kind, fair.pk if fair else None, is_named, site, list(keys)]
    run, is_new = ExportRun.objects.without_content().get_or_create(
        requested_by=by,
        digest=hashlib.sha256(json.dumps(asked).encode()).hexdigest(),
        status=ExportStatus.WORKING,
        defaults={
            "kind": kind,
            "fair": fair,
            "filters": filters[:LONGEST_FILTERS],
            "is_named": is_named,
            "has_personal_data": is_named or kind in ABOUT_PEOPLE,
            "row_count": len(keys),
            "keys": list(keys),
            "site": site,
        },
    )
    if is_new:
        run.organizations.set(organizations)
    return run


def lease(run: ExportRun) -> bool:
    """Take a waiting run to work on; False if somebody else has it."""
    taken = ExportRun.objects.waiting().filter(pk=run.pk)
    return bool(taken.order_by().update(leased_until=timezone.now() + LEASE, rows_done=0))


def advance(run: ExportRun, *, rows_done: int) -> None:
    """Say how far the work is, and keep the lease; raises LeaseLostError if it was lost."""
    now = timezone.now()
    mine = ExportRun.objects.filter(pk=run.pk, status=ExportStatus.WORKING, rows_done=run.rows_done)
    if not mine.update(rows_done=rows_done, updated_at=now, leased_until=now + LEASE):
        raise LeaseLostError
    run.rows_done = rows_done


@transaction.atomic
def finish_export(*, run: ExportRun, content: bytes) -> ExportRun:
    """Keep the file, and for as long who is in it. Raises LeaseLostError if another worker has
    made it already."""
    run = _locked(run)
    if run.status != ExportStatus.WORKING:
        raise LeaseLostError
    run.move_to(ExportStatus.DONE)
    run.content, run.leased_until = content, None
    if run.kind not in ABOUT_PEOPLE:
        run.keys = []
    run.rows_done = run.row_count
    run.save()
    return run


@transaction.atomic
def fail_export(*, run: ExportRun, reason: str) -> ExportRun:
    """Give a run up, with the reason in words."""
    run = _locked(run)
    run.move_to(ExportStatus.FAILED)
    run.failure, run.keys, run.leased_until = reason[:300], [], None
    run.save()
    return run


def may_take(run: ExportRun, person: "User") -> bool:
    """Whether this person may still have the file: who asked for it, with the same rights."""
    if run.requested_by_id != person.pk or not person.is_active:
        return False
    then = set(run.organizations.values_list("pk", flat=True))
    now = set(Organization.objects.of_member(person).values_list("pk", flat=True))
    return person.is_superuser or bool(then and then <= now)


def forget_contents() -> int:
    """Drop the files of runs made long ago; returns how many."""
    return ExportRun.objects.overdue().update(content=b"", keys=[])


@transaction.atomic
def forget_person(applicant: Applicant) -> None:
    """Drop every file in which this applicant is, and stop those that are being made: whoever needs
    one exports again (个人信息保护法 47). Once more when the transaction has ended, of what was
    made in the meantime of what stood there before."""
    rows = {
        ExportKind.APPLICANTS: {applicant.pk},
        ExportKind.APPLICATIONS: set(applicant.applications.values_list("pk", flat=True)),
    }
    _forget_rows(rows)
    transaction.on_commit(lambda: _forget_rows(rows), robust=True)


def _forget_rows(rows: Mapping[ExportKind, set[int]]) -> None:
    """Of each kind the primary keys that no file may hold."""
    holding = ExportRun.objects.filter(kind__in=rows).exclude(keys=[])
    for run, kind, keys in holding.values_list("pk", "kind", "keys"):
        if rows[ExportKind(kind)].intersection(keys):
            _forget(run)


@transaction.atomic
def _forget(pk: int) -> None:
    run = _locked(ExportRun(pk=pk))
    if run.is_working:
        fail_export(run=run, reason=_("其中有人刚刚撤回同意或删除了资料，请重新导出。"))
        return
    run.content, run.keys = b"", []
    run.save()


def _locked(run: ExportRun) -> ExportRun:
    return ExportRun.objects.select_for_update().get(pk=run.pk)
