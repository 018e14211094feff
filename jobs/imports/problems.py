"""What is wrong or doubtful in a cell, in words that name the place."""

from dataclasses import dataclass, field
from typing import Any

from jobs.imports.table import Column, Row
from jobs.imports.values.reading import text_of

LONGEST_SHOWN = 200
ROWS_SHOWN = 5


@dataclass(frozen=True)
class Remark:
    """`said` is what stands in the cell; `meant` what is expected there, or how it was read."""

    sheet: str
    row: int
    column: str
    heading: str
    said: str
    meant: str

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


def remark(sheet: str, row: Row, column: Column | None, meant: object) -> Remark:
    """About one cell; about the whole row if there is no column."""
    said = text_of(row.cell(column.index)) if column else ""
    return Remark(
        sheet=sheet,
        row=row.number,
        column=column.letter if column else "",
        heading=column.heading if column else "",
        said=said[:LONGEST_SHOWN],
        meant=str(meant),
    )


@dataclass
class Doubts:
    """Doubtful readings, the same ones together: what was said, how it was read, in which rows."""

    found: dict[tuple[str, str, str, str], list[int]] = field(default_factory=dict)

    def add(self, doubt: Remark) -> None:
        key = (doubt.sheet, doubt.heading, doubt.said, doubt.meant)
        self.found.setdefault(key, []).append(doubt.row)

    def as_json(self) -> list[dict[str, Any]]:
        """The most frequent first; of many rows the first few."""
        return [
            {
                **dict(zip(("sheet", "heading", "said", "meant"), key, strict=True)),
                "count": len(rows),
                "rows": rows[:ROWS_SHOWN],
            }
            for key, rows in sorted(self.found.items(), key=lambda item: -len(item[1]))
        ]
