"""Reads the cells of a row by the fields of its columns; each distinct cell only once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.imports.files.opening import ErrorCell
from jobs.imports.problems import Remark, remark
from jobs.imports.table import Column, Row
from jobs.imports.values.reading import CLEAR, Reading, UnreadableError, text_of

# Cells that people fill where there is nothing to say.
BLANK = {"无", "暂无", "不详", "未知", "空", "-", "—", "——", "/", "\\", "--", "…", "无数据", "#"}

# What a cell says, why it cannot be read, or that it says nothing.
Found = Reading[Any] | UnreadableError | None


@dataclass(frozen=True)
class Field:
    """A field of a kind of workbook: how its cells are read, and shown where that is doubtful.

    `read` gets the cell and its heading, which may name a unit.
    """

    label: Any
    read: Callable[[Any, str], Reading[Any]]
    shown: Callable[[Any], Any] = str
    # Not what the row is about: what cannot be read is left out, and said.
    is_aside: bool = False


def by_cell(
    label: Any,
    read: Callable[..., Reading[Any]],
    shown: Callable[[Any], Any] = str,
    *,
    is_aside: bool = False,
    **options: Any,
) -> Field:
    """A field whose cells say everything themselves; `options` are handed to `read`."""
    return Field(label, lambda cell, heading: read(cell, **options), shown, is_aside)


@dataclass
class ReadRow:
    """What one row says: values by field, only of cells that say something."""

    sheet: str
    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)

    def says_nothing(self, said_above: Mapping[str, str]) -> bool:
        """Whether no cell of the row itself says anything."""
        return not self.problems and not self.doubts and not set(self.values) - set(said_above)

    def refuse(self, column: Column | None, expected: object) -> None:
        self.problems.append(remark(self.sheet, self.row, column, expected))

    def doubt(self, column: Column | None, meant: object) -> None:
        self.doubts.append(remark(self.sheet, self.row, column, meant))


@dataclass(frozen=True)
class CheckedRow:
    """A row with what it wants to be; None where a cell of it cannot be read."""

    read: ReadRow
    wanted: Any | None


@dataclass
class CellReader:
    """Reads rows of one table. `fields` are those of the kind, `columns` where they stand."""

    fields: Mapping[str, Field]
    columns: Mapping[str, Column]
    said_above: Mapping[str, str]
    seen: dict[tuple[str, type, Any], Found] = field(default_factory=dict)

    def read(self, sheet: str, row: Row) -> ReadRow:
        """The row's values; cells that say nothing readable are its problems."""
        read = ReadRow(sheet, row)
        for name, column in self.columns.items():
            self._read_cell(read, name, column, row.cell(column.index))
        for name, text in self.said_above.items():
            if name not in self.columns:
                self._read_cell(read, name, Column(0, str(self.fields[name].label), ()), text)
        return read

    def column(self, *names: str) -> Column | None:
        """Where the first of these fields stands."""
        return next((self.columns[name] for name in names if name in self.columns), None)

    def check_needed(self, read: ReadRow, names: Iterable[str]) -> None:
        """Refuse a row that lacks one of these; not twice where its cell was refused already."""
        refused = {problem.column for problem in read.problems}
        for name in names:
            column = self.column(name)
            if name not in read.values and not (column and column.letter in refused):
                read.refuse(column, _("填写%(label)s") % {"label": self.fields[name].label})

    def _read_cell(self, read: ReadRow, name: str, column: Column, cell: Any) -> None:
        if cell is None:
            return
        found = self._found(name, column, cell)
        if isinstance(found, UnreadableError):
            if self.fields[name].is_aside:
                read.doubt(column, _("没有认出，留空"))
            else:
                read.refuse(column, found.expected)
        elif found is not None:
            read.values[name] = found.value
            if found.confidence < CLEAR:
                read.doubt(column, self.fields[name].shown(found.value))

    def _found(self, name: str, column: Column, cell: Any) -> Found:
        """The same words in the same column mean the same: a workbook repeats itself."""
        key = (name, type(cell), cell)
        if key not in self.seen:
            self.seen[key] = self._reading(self.fields[name], column, cell)
        return self.seen[key]

    def _reading(self, field: Field, column: Column, cell: Any) -> Found:
        if isinstance(cell, ErrorCell):
            return UnreadableError(_("公式的结果，而不是错误值"))
        text = text_of(cell)
        if not text or text in BLANK:
            return None
        try:
            return field.read(cell, column.heading)
        except UnreadableError as refusal:
            return refusal
