"""The kinds of workbooks: the fields of each, which it needs, and how its rows are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from jobs.actions.employer_imports import (
    import_employers,
    plan_employers,
    repeated_employers,
)
from jobs.actions.participation_imports import (
    import_participations,
    plan_participations,
    repeated_participations,
)
from jobs.actions.posting_imports import import_postings
from jobs.actions.posting_plan import plan_postings, repeats
from jobs.actions.wanted import Outcome
from jobs.choices import ImportKind
from jobs.imports import employer_rows, participation_rows, posting_fields, posting_rows
from jobs.imports.cells import CellReader, CheckedRow, Field
from jobs.imports.code_tables import CodeTables
from jobs.imports.table import Row
from jobs.models import Fair, ImportRun


class RowReader(Protocol):
    """Reads the rows of one table."""

    def read(self, sheet: str, row: Row) -> CheckedRow | None: ...


@dataclass(frozen=True)
class Kind:
    """`plan` and `write` take a run and what rows want, and give their outcomes; `repeats` gives
    those of rows that an earlier one of the file says already, or None."""

    fields: Callable[[CodeTables], dict[str, Field]]
    needed: tuple[str, ...]
    reader: Callable[[CellReader, CodeTables], RowReader]
    repeats: Callable[[Sequence[Any]], Sequence[Outcome | None]]
    plan: Callable[..., Sequence[Outcome]]
    write: Callable[..., Sequence[Outcome]]


def _plan_postings(run: ImportRun, wanted: Sequence[Any]) -> Sequence[Outcome]:
    return plan_postings(run.organization, wanted).outcomes


def _write_postings(run: ImportRun, wanted: Sequence[Any]) -> Sequence[Outcome]:
    return import_postings(organization=run.organization, wanted=wanted, by=run.uploaded_by)


def _plan_employers(run: ImportRun, wanted: Sequence[Any]) -> Sequence[Outcome]:
    return plan_employers(run.organization, wanted).outcomes


def _write_employers(run: ImportRun, wanted: Sequence[Any]) -> Sequence[Outcome]:
    return import_employers(organization=run.organization, wanted=wanted, by=run.uploaded_by)


def _plan_participations(run: ImportRun, wanted: Sequence[Any]) -> Sequence[Outcome]:
    return plan_participations(run.organization, _fair(run), wanted)


def _write_participations(run: ImportRun, wanted: Sequence[Any]) -> Sequence[Outcome]:
    return import_participations(
        organization=run.organization, fair=_fair(run), wanted=wanted, by=run.uploaded_by
    )


def _fair(run: ImportRun) -> Fair:
    """A constraint of the run says that it is there."""
    return cast(Fair, run.fair)


KINDS = {
    ImportKind.POSTINGS: Kind(
        posting_fields.fields_of,
        posting_rows.NEEDED,
        posting_rows.PostingRowReader,
        repeats,
        _plan_postings,
        _write_postings,
    ),
    ImportKind.EMPLOYERS: Kind(
        employer_rows.fields_of,
        employer_rows.NEEDED,
        employer_rows.EmployerRowReader,
        repeated_employers,
        _plan_employers,
        _write_employers,
    ),
    ImportKind.PARTICIPATIONS: Kind(
        participation_rows.fields_of,
        participation_rows.NEEDED,
        participation_rows.ParticipationRowReader,
        repeated_participations,
        _plan_participations,
        _write_participations,
    ),
}
