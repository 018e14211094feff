"""What reading a cell gives: a value and how sure it is, or what was expected instead."""

import datetime as dt
import math
import re
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from jobs.imports.files.opening import ErrorCell
from jobs.search.text import normalise

T = TypeVar("T")

SURE = 1.0
# From here on nobody needs to look again.
CLEAR = 0.9
LIKELY = 0.8
DOUBTFUL = 0.6

# Control characters that no cell means; a line break and a tab stay.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


@dataclass(frozen=True)
class Reading(Generic[T]):
    """`value` as understood; below CLEAR a clerk is shown how the cell was read."""

    value: T
    confidence: float = SURE


class UnreadableError(Exception):
    """The cell says nothing that its column can hold; `expected` says in Chinese what would."""

    def __init__(self, expected: Any) -> None:
        super().__init__(expected)
        self.expected = expected


def text_of(cell: Any) -> str:
    """A cell as one reads it: 138 and not 138.0, 是 and not True; without control characters."""
    if cell is None or isinstance(cell, ErrorCell):
        return str(cell or "")
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if math.isfinite(cell) and cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes")
    return CONTROL.sub("", str(cell)).replace("\r\n", "\n").replace("\r", "\n").strip()


def plain(cell: Any) -> str:
    """The same in one spelling, without blanks: for comparing with words and patterns."""
    return re.sub(r"\s+", "", normalise(text_of(cell)))
