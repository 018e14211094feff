"""The kinds of workbooks: the fields of each, which it needs, and how its rows are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from jobs.actions.posting_imports import import_postings
from jobs.actions.posting_plan import plan_postings, repeats
from jobs.actions.wanted import Outcome
from jobs.choices import ImportKind
from jobs.imports import posting_fields, posting_rows
from jobs.imports.cells import CellReader, CheckedRow, Field
from jobs.imports.code_tables import CodeTables
from jobs.imports.table import Row


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


def _plan_postings(run: Any, wanted: Sequence[Any]) -> Sequence[Outcome]:
    return plan_postings(run.organization, wanted).outcomes


def _write_postings(run: Any, wanted: Sequence[Any]) -> Sequence[Outcome]:
    return import_postings(organization=run.organization, wanted=wanted, by=run.uploaded_by)


KINDS = {
    ImportKind.POSTINGS: Kind(
        posting_fields.fields_of,
        posting_rows.NEEDED,
        posting_rows.PostingRowReader,
        repeats,
        _plan_postings,
        _write_postings,
    ),
}
