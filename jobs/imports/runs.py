"""Works on imports: checks a run's rows, then imports them chunk by chunk.

A run may be killed at any moment: what a chunk wrote and how far the run is are one transaction,
and whoever takes the run next goes on from there.
"""

import logging
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jobs.actions import import_runs
from jobs.choices import ImportStatus
from jobs.imports.checking import (
    checked_rows,
    decide,
    outcomes_of,
    settled,
    workbook_of,
)
from jobs.imports.kinds import KINDS
from jobs.models import ImportRun

logger = logging.getLogger(__name__)

# Up to so many rows are done while the clerk waits; more go to the worker.
ROWS_AT_ONCE = 1_000
CHUNK = 500


def work_on(run: ImportRun) -> ImportRun:
    """Check or import the run, whichever it waits for, unless somebody else does already."""
    if not import_runs.lease(run):
        return run
    run.refresh_from_db()
    try:
        work = check if run.status == ImportStatus.CHECKING else import_rows
        return work(run)
    except ValidationError as refusal:
        return import_runs.fail_import(run=run, reason="；".join(refusal.messages))
    except IntegrityError:
        # Another bureau took the same code or booth at this moment; the next worker sees it.
        logger.warning("import %s met a row made at the same moment", run.pk, exc_info=True)
        return import_runs.release(run)
    except import_runs.LeaseLostError:
        logger.info("import %s is worked on elsewhere", run.pk)
        run.refresh_from_db()
        return run


def work_on_next() -> bool:
    """Work on the run that waits longest; False if none does."""
    run = ImportRun.objects.waiting().without_content().first()
    if run is None:
        return False
    work_on(run)
    return True


def check(run: ImportRun) -> ImportRun:
    """Read every row and keep what importing them would do."""
    workbook = workbook_of(run)
    rows = checked_rows(run, workbook)
    tally = outcomes_of(KINDS[run.kind], run, rows)  # type: ignore[index]
    results = {
        "row_count": len(rows),
        "left_out": [vars(row) for row in workbook.left_out],
        **tally.as_columns(),
    }
    return import_runs.finish_check(run=run, results=results)


def import_rows(run: ImportRun) -> ImportRun:
    """Import the readable rows, from where the run stands."""
    kind = KINDS[run.kind]  # type: ignore[index]
    rows = checked_rows(run, workbook_of(run))
    known = settled(kind, rows)
    counts = Counter(run.counts if run.rows_done else {})
    problems = list(run.problems if run.rows_done else [])
    for start in range(run.rows_done, len(rows), CHUNK):
        chunk = slice(start, start + CHUNK)
        with transaction.atomic():
            tally = decide(rows[chunk], known[chunk], lambda wanted: kind.write(run, wanted))
            counts.update(tally.counts)
            problems += tally.as_columns()["problems"]
            done = min(start + CHUNK, len(rows))
            import_runs.advance(run, rows_done=done, counts=counts, problems=problems)
    return import_runs.finish_import(run=run, is_awaited=len(rows) <= ROWS_AT_ONCE)
