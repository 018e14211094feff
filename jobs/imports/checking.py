"""Reads every row of a run's workbook and says what importing it would do."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jobs.actions.wanted import Outcome
from jobs.choices import RowOutcome
from jobs.imports.cells import CellReader, CheckedRow
from jobs.imports.code_tables import CodeTables
from jobs.imports.files.opening import open_workbook
from jobs.imports.kinds import KINDS, Kind
from jobs.imports.problems import Doubts, Remark
from jobs.imports.workbook import Workbook, tables_of
from jobs.models import ImportRun


def workbook_of(run: ImportRun, chosen: Mapping[str, str] | None = None) -> Workbook:
    """The tables of the run's file; raises ValidationError where it cannot be read."""
    headings = run.headings if chosen is None else chosen
    return tables_of(open_workbook(bytes(run.content)), run.kind, headings)


def checked_rows(run: ImportRun, workbook: Workbook) -> list[CheckedRow]:
    """Every row of data, read; the same file and headings give the same rows in the same order."""
    tables = CodeTables.load()
    kind = KINDS[run.kind]  # type: ignore[index]
    fields = kind.fields(tables)
    rows: list[CheckedRow] = []
    for table in workbook.tables:
        columns = table.fields(run.kind, run.headings)
        reader = kind.reader(CellReader(fields, columns, table.said_above), tables)
        rows += filter(None, (reader.read(table.sheet, row) for row in table.rows))
    return rows


@dataclass
class Tally:
    """What becomes of rows: how many of each outcome, and every remark on a cell."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Remark] = field(default_factory=list)
    doubts: Doubts = field(default_factory=Doubts)

    def note(self, row: CheckedRow) -> None:
        """Keep what is wrong or doubtful in the row's cells."""
        self.problems += row.read.problems
        for doubt in row.read.doubts:
            self.doubts.add(doubt)

    def count(self, row: CheckedRow, outcome: Outcome) -> None:
        """Count what becomes of the row, and why: a remark on the row as a whole."""
        self.counts[outcome.kind] += 1
        if outcome.reason and outcome.kind == RowOutcome.REFUSED:
            row.read.refuse(None, outcome.reason)
        elif outcome.reason:
            row.read.doubt(None, outcome.reason)

    def as_columns(self) -> dict[str, Any]:
        """As an ImportRun keeps it."""
        return {
            "counts": {name: count for name, count in self.counts.items() if count},
            "problems": [remark.as_json() for remark in self.problems],
            "doubts": self.doubts.as_json(),
        }


def settled(kind: Kind, rows: list[CheckedRow]) -> list[Outcome | None]:
    """For each row the outcome that is clear from the file alone: its cells cannot be read, or an
    earlier row says the same; None for those that the tables decide."""
    known: list[Outcome | None] = [Outcome(RowOutcome.REFUSED)] * len(rows)
    good = [index for index, row in enumerate(rows) if row.wanted is not None]
    for index, repeat in zip(good, kind.repeats([rows[i].wanted for i in good]), strict=True):
        known[index] = repeat
    return known


def outcomes_of(kind: Kind, run: ImportRun, rows: list[CheckedRow]) -> Tally:
    """What importing these rows now would do; nothing is written."""
    return decide(rows, settled(kind, rows), lambda wanted: kind.plan(run, wanted))


def decide(
    rows: list[CheckedRow],
    known: list[Outcome | None],
    ask: Callable[[list[Any]], Sequence[Outcome]],
) -> Tally:
    """Ask once for all rows whose outcome is not known yet, and count all."""
    open_ones = [row.wanted for row, outcome in zip(rows, known, strict=True) if outcome is None]
    answers = iter(ask(open_ones))
    tally = Tally()
    for row, outcome in zip(rows, known, strict=True):
        tally.count(row, outcome or next(answers))
        tally.note(row)
    return tally
