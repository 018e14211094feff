"""The plan of a hall: its zones as blocks of booths, each where its number puts it.

Pure geometry in units of a view box that is four booths wide: on a phone of 390 px a booth is a
target of more than 44 px.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

COLUMNS = 4
WIDTH, HEIGHT, GAP = 100, 60, 6
# So many characters of a name fit into a booth.
NAME_LENGTH = 6


@dataclass(frozen=True)
class Stand:
    """A booth as it is drawn and told. `name`: who stands there, as far as the person may know;
    `is_taken` without a name is an employer that another bureau answers for."""

    number: str
    name: str = ""
    is_taken: bool = False
    link: str = ""

    @property
    def short_name(self) -> str:
        return self.name if len(self.name) <= NAME_LENGTH else self.name[: NAME_LENGTH - 1] + "…"


@dataclass(frozen=True)
class Cell:
    """A booth with the corner at which it is drawn."""

    stand: Stand
    x: int
    y: int


@dataclass(frozen=True)
class ZonePlan:
    """One zone; the view box is `width` by `height`."""

    title: str
    cells: list[Cell]
    width: int
    height: int
    link: str = ""

    @property
    def taken(self) -> int:
        return sum(cell.stand.is_taken for cell in self.cells)

    @property
    def free(self) -> int:
        return len(self.cells) - self.taken


def number_order(number: str) -> tuple[int, str]:
    """Sorts B2 before B10."""
    return len(number), number


def zone_plan(title: str, stands: Iterable[Stand], link: str = "") -> ZonePlan:
    """Booths in rows of four in the order of their numbers."""
    ordered: Sequence[Stand] = sorted(stands, key=lambda stand: number_order(stand.number))
    cells = [
        Cell(stand, (place % COLUMNS) * (WIDTH + GAP), (place // COLUMNS) * (HEIGHT + GAP))
        for place, stand in enumerate(ordered)
    ]
    rows = -(-len(cells) // COLUMNS)
    return ZonePlan(
        title=title,
        cells=cells,
        width=COLUMNS * (WIDTH + GAP) - GAP,
        height=max(rows * (HEIGHT + GAP) - GAP, 0),
        link=link,
    )
