"""Works on exports: makes the file of a run, chunk by chunk, and says how far it is.

A run may be killed at any moment: nothing of it is kept before it is whole, and whoever takes it
next begins anew. Short workbooks are made while the clerk waits; long ones and all prints
are the worker's: laying out pages takes a second each, and the memory of a process of the site.
"""

import logging
from collections.abc import Callable
from functools import partial

from django.core.exceptions import ValidationError

from jobs.actions import export_runs
from jobs.choices import ExportKind
from jobs.exports.lists import LISTS, rows_of
from jobs.exports.posting_columns import EXPLAINED, NATIONAL
from jobs.exports.tables import chosen
from jobs.exports.workbook import WorkbookFile
from jobs.models import ExportRun
from jobs.printing.prints import PRINTS, print_of

logger = logging.getLogger(__name__)

ROWS_AT_ONCE = 1_000


def go_on(run: ExportRun) -> ExportRun:
    """Make a short workbook at once; anything else waits for the worker."""
    is_short = run.row_count <= ROWS_AT_ONCE and run.kind in LISTS
    return work_on(run) if is_short else run


def work_on(run: ExportRun) -> ExportRun:
    """Make the run's file, unless somebody else does already."""
    if not export_runs.lease(run):
        return run
    run.refresh_from_db()
    try:
        content = content_of(run, partial(_advance, run))
        return export_runs.finish_export(run=run, content=content)
    except ValidationError as refusal:
        return export_runs.fail_export(run=run, reason="；".join(refusal.messages))
    except export_runs.LeaseLostError:
        logger.info("export %s is worked on elsewhere", run.pk)
        run.refresh_from_db()
        return run


def work_on_next() -> bool:
    """Work on the run that waits longest; False if none does."""
    run = ExportRun.objects.waiting().without_content().first()
    if run is None:
        return False
    work_on(run)
    return True


def content_of(run: ExportRun, advance: Callable[[int], None]) -> bytes:
    """The bytes of the run's file; raises ValidationError where it cannot be made."""
    kind = ExportKind(run.kind)
    if kind in PRINTS:
        return print_of(run, advance)
    columns = chosen(LISTS[kind].columns(run), is_named=run.is_named)
    with WorkbookFile() as book:
        book.sheet(str(kind.label)[:31], columns, rows_of(run, advance))
        if kind == ExportKind.NATIONAL:
            book.sheet("字段说明", EXPLAINED, NATIONAL)
    return book.content


def _advance(run: ExportRun, rows_done: int) -> None:
    export_runs.advance(run, rows_done=rows_done)
