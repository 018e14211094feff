"""What is wrong or doubtful in a cell, in words that name the place."""

from dataclasses import asdict, dataclass
from typing import Any

from jobs.imports.table import Column, Row
from jobs.imports.values.reading import text_of

LONGEST_SHOWN = 200


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
        return asdict(self)


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
