"""What moves an import: uploaded, its columns settled, checked, imported, given up."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from jobs.choices import ImportKind, ImportStatus
from jobs.models import Fair, HeadingChoice, ImportRun
from jobs.models.import_run import LEASE
from jobs.responsibility import check_responsible
from tongwulang.accounts.models import Organization
from tongwulang.outbox.actions import messages

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


class LeaseLostError(Exception):
    """Somebody else works on the run by now, or it was given up."""


@transaction.atomic
def upload_workbook(
    *,
    organization: Organization,
    kind: ImportKind,
    file_name: str,
    content: bytes,
    by: "User",
    fair: Fair | None = None,
) -> ImportRun:
    """Record a workbook that is to be imported; the same one again while it is not finished is
    the same run. Raises ValidationError for an organization that answers for nobody."""
    check_responsible(organization, None)
    run, _is_new = ImportRun.objects.unfinished().get_or_create(
        organization=organization,
        kind=kind,
        fair=fair,
        digest=hashlib.sha256(content).hexdigest(),
        defaults={"file_name": file_name[-200:], "content": content, "uploaded_by": by},
    )
    return run


@transaction.atomic
def settle_headings(*, run: ImportRun, chosen: Mapping[str, str], by: "User") -> ImportRun:
    """Say what the headings mean, remember it for the organization, and have the rows checked."""
    run = _locked(run)
    HeadingChoice.objects.remember(run.organization, run.kind, chosen)
    run.headings = HeadingChoice.objects.of(run.organization, run.kind)
    _start(run, ImportStatus.CHECKING)
    return run


@transaction.atomic
def reopen_headings(*, run: ImportRun, by: "User") -> ImportRun:
    """Go back from the preview to what the headings mean."""
    run = _locked(run)
    run.move_to(ImportStatus.MAPPING)
    run.save()
    return run


@transaction.atomic
def start_import(*, run: ImportRun, by: "User") -> ImportRun:
    """Have the good rows of a checked run imported."""
    run = _locked(run)
    _start(run, ImportStatus.IMPORTING)
    return run


@transaction.atomic
def cancel_import(*, run: ImportRun, by: "User") -> ImportRun:
    """Give a run up before anything of it was imported; its file goes at once."""
    run = _locked(run)
    run.move_to(ImportStatus.CANCELLED)
    run.content = b""
    run.save()
    return run


def lease(run: ImportRun) -> bool:
    """Take a waiting run to work on; False if somebody else has it."""
    taken = ImportRun.objects.waiting().filter(pk=run.pk)
    return bool(taken.order_by().update(leased_until=timezone.now() + LEASE))


def release(run: ImportRun) -> ImportRun:
    """Give the run back, to go on from its last chunk."""
    ImportRun.objects.filter(pk=run.pk).update(leased_until=None)
    run.refresh_from_db()
    return run


@transaction.atomic
def finish_check(*, run: ImportRun, results: Mapping[str, Any]) -> ImportRun:
    """Keep what the check found; `results` are columns of ImportRun."""
    return _end(run, ImportStatus.CHECKING, ImportStatus.READY, results)


@transaction.atomic
def finish_import(*, run: ImportRun, is_awaited: bool) -> ImportRun:
    """Every chunk of the run is written. `is_awaited`: the clerk sees it happen; else they are
    told."""
    run = _end(run, ImportStatus.IMPORTING, ImportStatus.DONE, {})
    if not is_awaited:
        values = {"file": run.file_name, "rows": run.row_count, "link": run.get_absolute_url()}
        once = f"import:{run.pk}:done"
        messages.write(to=run.uploaded_by, kind="import_finished", values=values, once=once)
    return run


@transaction.atomic
def fail_import(*, run: ImportRun, reason: str) -> ImportRun:
    """Give a run up because its file cannot be read, with the reason in words."""
    run = _locked(run)
    run.move_to(ImportStatus.FAILED)
    run.failure, run.leased_until, run.content = reason[:300], None, b""
    run.save()
    return run


def advance(
    run: ImportRun, *, rows_done: int, counts: Mapping[str, int], problems: Sequence[Any]
) -> None:
    """Record a chunk in the transaction that writes it, and keep the lease.

    Raises LeaseLostError, which undoes the chunk, unless the run stands where this worker left it.
    """
    mine = ImportRun.objects.filter(
        pk=run.pk, status=ImportStatus.IMPORTING, rows_done=run.rows_done
    )
    now = timezone.now()
    kept = {"counts": dict(counts), "problems": list(problems)}
    if not mine.update(rows_done=rows_done, updated_at=now, leased_until=now + LEASE, **kept):
        raise LeaseLostError
    run.rows_done = rows_done


def forget_contents() -> int:
    """Drop the files of runs that ended long ago; returns how many."""
    return ImportRun.objects.overdue().update(content=b"")


def _locked(run: ImportRun) -> ImportRun:
    return ImportRun.objects.select_for_update().get(pk=run.pk)


def _start(run: ImportRun, status: ImportStatus) -> None:
    run.move_to(status)
    run.rows_done, run.leased_until = 0, None
    run.save()


def _end(
    run: ImportRun, present: ImportStatus, target: ImportStatus, results: Mapping[str, Any]
) -> ImportRun:
    run = _locked(run)
    if run.status != present:
        raise LeaseLostError
    run.move_to(target)
    for name, value in results.items():
        setattr(run, name, value)
    run.leased_until = None
    run.save()
    return run
