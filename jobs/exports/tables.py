"""What a table of a workbook is made of: columns that each read one thing of a row."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

# What a cell may hold; None and the empty text leave it empty.
Cell = str | int | dt.date | dt.datetime | None

SHORT, MIDDLE, WIDE = 12, 20, 40


@dataclass(frozen=True)
class Column:
    """`value` reads the cell of a row; `width` is in characters of half width.

    `names_people` columns say who somebody is or how to reach them: they are only written where
    that was asked for.
    """

    heading: str
    value: Callable[[Any], Cell]
    width: int = SHORT
    names_people: bool = False


def chosen(columns: Iterable[Column], *, is_named: bool) -> list[Column]:
    """The columns of a table with or without those that name people."""
    return [column for column in columns if is_named or not column.names_people]


def yes_or_no(value: bool) -> str:
    return "是" if value else "否"


def together(texts: Sequence[str]) -> str:
    """Short texts in one cell, as the import parts them again."""
    return "、".join(texts)


def name_of(row: Any) -> str:
    """The name of a row of a code table; empty for none."""
    return row.name if row is not None else ""
