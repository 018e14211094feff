"""Takes a workbook in: opened, recorded, and checked at once if all its columns are known."""

from contextlib import suppress
from typing import TYPE_CHECKING

from jobs.actions import import_runs
from jobs.choices import ImportKind, ImportStatus
from jobs.imports.checking import workbook_of
from jobs.imports.files.opening import open_workbook
from jobs.imports.kinds import KINDS
from jobs.imports.runs import ROWS_AT_ONCE, work_on
from jobs.imports.workbook import tables_of
from jobs.models import Fair, HeadingChoice, ImportRun
from jobs.transitions import TransitionRefusedError
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


def take_in(
    *,
    organization: Organization,
    kind: ImportKind,
    file_name: str,
    content: bytes,
    by: "User",
    fair: Fair | None = None,
) -> ImportRun:
    """The run of this workbook, checked if nothing is left to ask about its columns.

    Raises ValidationError, and records nothing, for a file that cannot be read.
    """
    chosen = HeadingChoice.objects.of(organization, kind)
    workbook = tables_of(open_workbook(content), kind, chosen)
    run = import_runs.upload_workbook(
        organization=organization,
        kind=kind,
        file_name=file_name,
        content=content,
        by=by,
        fair=fair,
    )
    is_clear = (
        not workbook.unknown(chosen)
        and not workbook.rivals(chosen)
        and set(KINDS[kind].needed) <= workbook.named(chosen)
    )
    if is_clear and run.status == ImportStatus.MAPPING:
        # Refused where another tap, at the same moment, has had it checked.
        with suppress(TransitionRefusedError):
            run = go_on(import_runs.settle_headings(run=run, chosen={}, by=by), workbook.row_count)
    return run


def go_on(run: ImportRun, row_count: int | None = None) -> ImportRun:
    """Work on a short run at once; a long one is the worker's, and its page shows how far it is."""
    rows = workbook_of(run).row_count if row_count is None else row_count
    return work_on(run) if rows <= ROWS_AT_ONCE else run
