"""The table on a sheet: its headings, in one row or two, and the rows that are data.

Title rows above, totals and remarks below, repeated headings and merged cells are what workbooks
are full of: each is told apart here, and what is left out is said.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jobs.imports.files.opening import ErrorCell, Sheet
from jobs.imports.headings import IGNORED, REMARK, field_of, key_of
from jobs.imports.values.reading import plain, text_of

# Headings stand among the first so many rows.
SEARCHED_ROWS = 30
LONGEST_HEADING = 40
TOTALS = re.compile(r"(?:本页)?(?:合计|总计|小计|共计|总数|累计)[:0-9,.人个家名岗位元]*")
REMARKS = re.compile(
    r"(?:备注|说明|注|填表说明|填表人|填报人|制表人?|审核人?|填报单位|填表日期)(?:[:0-9]|$)"
)
SAID_ABOVE = re.compile(r"([^:：]{2,12})[:：]\s*(.+)", re.DOTALL)


@dataclass(frozen=True)
class Column:
    """A column: its place from 0, its heading in full, and the keys by which it may be known."""

    index: int
    heading: str
    keys: tuple[str, ...]

    @property
    def letter(self) -> str:
        """As Excel calls it: A, B, … Z, AA."""
        return letter_of(self.index)


@dataclass(frozen=True)
class Row:
    """A row of data: `number` as Excel counts, from 1."""

    number: int
    cells: list[Any]

    def cell(self, index: int) -> Any:
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True)
class Skipped:
    """A row that is no data, and what it is taken for."""

    sheet: str
    row: int
    text: str


@dataclass
class Table:
    """What a sheet holds. `said_above` are lines such as 单位名称：某某公司 over the headings."""

    sheet: str
    heading_row: int
    columns: list[Column]
    rows: list[Row]
    said_above: dict[str, str] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)

    def fields(self, kind: str, chosen: Mapping[str, str]) -> dict[str, Column]:
        """Field to its column; of two columns that mean the same the first counts."""
        found: dict[str, Column] = {}
        for column in self.columns:
            name = field_of(column.keys, kind, chosen)
            if name:
                found.setdefault(name, column)
        return found

    def unknown(self, kind: str, chosen: Mapping[str, str]) -> list[Column]:
        """Columns that nobody has said the meaning of."""
        return [column for column in self.columns if field_of(column.keys, kind, chosen) is None]

    def rivals(self, kind: str, chosen: Mapping[str, str]) -> dict[str, list[Column]]:
        """Fields that more than one column means: but the first, each would be lost."""
        found: defaultdict[str, list[Column]] = defaultdict(list)
        for column in self.columns:
            found[field_of(column.keys, kind, chosen) or IGNORED].append(column)
        return {name: columns for name, columns in found.items() if name and len(columns) > 1}


def letter_of(index: int) -> str:
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def find_table(sheet: Sheet, kind: str, chosen: Mapping[str, str]) -> Table | None:
    """The table of the sheet; None where no row looks like headings."""
    start = _heading_row(sheet.rows, kind, chosen)
    if start is None:
        return None
    columns, depth = _columns(sheet, start, kind, chosen)
    table = Table(sheet.name, start + 1, columns, [])
    table.said_above = _said_above(sheet.rows[:start], kind, chosen)
    _fill_merged(sheet, start + depth)
    headings = {text_of(cell) for cells in sheet.rows[start : start + depth] for cell in cells}
    for number, cells in enumerate(sheet.rows[start + depth :], start + depth + 1):
        _sort_row(table, headings, number, cells)
    return table


def _heading_row(rows: list[list[Any]], kind: str, chosen: Mapping[str, str]) -> int | None:
    """The row with most known headings; with fewer than two, the first that may be headings."""
    counts = [_known_count(cells, kind, chosen) for cells in rows[:SEARCHED_ROWS]]
    if counts and max(counts) >= 2:
        return counts.index(max(counts))
    likely = (i for i, cells in enumerate(rows[:SEARCHED_ROWS]) if _may_be_headings(cells))
    return next(likely, None)


def _known_count(cells: list[Any], kind: str, chosen: Mapping[str, str]) -> int:
    fields = {field_of([key_of(cell)], kind, chosen) for cell in cells if _is_short_text(cell)}
    return len(fields - {None})


def _may_be_headings(cells: list[Any]) -> bool:
    filled = [cell for cell in cells if cell is not None]
    return len(filled) >= 2 and all(map(_is_short_text, filled))


def _is_short_text(cell: Any) -> bool:
    return isinstance(cell, str) and len(cell) <= LONGEST_HEADING


def _columns(
    sheet: Sheet, start: int, kind: str, chosen: Mapping[str, str]
) -> tuple[list[Column], int]:
    """The columns, and how many rows their headings take."""
    first = sheet.rows[start]
    second = sheet.rows[start + 1] if start + 1 < len(sheet.rows) else []
    if _is_second_heading(first, second, kind, chosen):
        headings = _joined(first, second)
        depth = 2
    else:
        headings = [(text_of(cell),) for cell in first]
        depth = 1
    columns = [
        Column(index, "·".join(filter(None, parts)), _keys(parts))
        for index, parts in enumerate(headings)
        if any(parts) and not parts[0].startswith(REMARK)
    ]
    return columns, depth


def _is_second_heading(
    first: list[Any], second: list[Any], kind: str, chosen: Mapping[str, str]
) -> bool:
    """Whether the row below the headings parts some of them: 薪资 over 最低 and 最高.

    Its cells stand under headings that stretch over several columns, and nowhere else.
    """
    filled = [index for index, cell in enumerate(second) if cell is not None]
    if len(filled) < 2 or not all(_is_short_text(second[index]) for index in filled):
        return False
    if not all(_stretches(first, index) for index in filled):
        return False
    joined = _joined(first, second)
    return any(field_of(_keys(joined[index]), kind, chosen) for index in filled)


def _stretches(first: list[Any], index: int) -> bool:
    """Whether the heading over this column has an empty neighbour to the right, or is one."""
    here = first[index] if index < len(first) else None
    right = first[index + 1] if index + 1 < len(first) else None
    return here is None or right is None


def _joined(first: list[Any], second: list[Any]) -> list[tuple[str, ...]]:
    joined: list[tuple[str, ...]] = []
    above = ""
    for index in range(max(len(first), len(second))):
        here = text_of(first[index]) if index < len(first) else ""
        below = text_of(second[index]) if index < len(second) else ""
        above = here or (above if below else "")
        joined.append((above, below) if below else (above,))
    return joined


def _keys(parts: tuple[str, ...]) -> tuple[str, ...]:
    """薪资 over 最低 is known as 薪资最低, 最低薪资, 最低 or 薪资, in this order."""
    keys = [key_of(part)[:LONGEST_HEADING] for part in parts]
    if len(keys) == 1:
        return (keys[0],)
    return (keys[0] + keys[1], keys[1] + keys[0], keys[1], keys[0])


def _said_above(rows: Iterable[list[Any]], kind: str, chosen: Mapping[str, str]) -> dict[str, str]:
    """单位名称：某某公司 in one cell, or 单位名称 in one and the name in the next."""
    said: dict[str, str] = {}
    for cells in rows:
        filled = [cell for cell in cells if cell is not None and not isinstance(cell, ErrorCell)]
        for cell, following in zip(filled, [*filled, None][1:], strict=True):
            found = SAID_ABOVE.fullmatch(text_of(cell))
            key, value = found.groups() if found else (text_of(cell).rstrip(":："), following)
            name = field_of([key_of(key)], kind, chosen)
            if name and value is not None:
                said.setdefault(name, text_of(value))
    return said


def _fill_merged(sheet: Sheet, first_row: int) -> None:
    """A cell merged over several rows of data says the same in each of them."""
    for (top, left), (bottom, _right) in sheet.merges:
        if top < first_row or top >= len(sheet.rows) or left >= len(sheet.rows[top]):
            continue
        value = sheet.rows[top][left]
        for cells in sheet.rows[top + 1 : bottom + 1]:
            cells += [None] * (left + 1 - len(cells))
            if cells[left] is None:
                cells[left] = value


def _sort_row(table: Table, headings: set[str], number: int, cells: list[Any]) -> None:
    filled = [cell for cell in cells if cell is not None]
    if not filled:
        return
    first = [plain(cell) for cell in filled[:2] if _is_short_text(cell)]
    if any(TOTALS.fullmatch(text) for text in first):
        table.skipped.append(Skipped(table.sheet, number, "合计行"))
    elif first and len(filled) <= 3 and REMARKS.match(plain(filled[0])):
        table.skipped.append(Skipped(table.sheet, number, "备注行"))
    elif sum(1 for cell in filled if isinstance(cell, str) and cell in headings) >= 2:
        table.skipped.append(Skipped(table.sheet, number, "重复的表头"))
    else:
        table.rows.append(Row(number, cells))
