"""Geometry of the pictures on a page: pure, in percent of the width and em of the text.

Percent and em let one SVG serve a phone and a desk, and grow with the large-type mode.
"""

from collections.abc import Sequence
from dataclasses import dataclass

ROW_EM = 2.8
TEXT_EM = 1.1
BAR_TOP_EM = 1.6
BAR_EM = 0.5
# A bar of one post among thousands must still be seen.
SHORTEST_PERCENT = 0.6


@dataclass(frozen=True)
class Bar:
    """One row: a name, a count, and where its text and its bar lie."""

    label: str
    count: int
    is_away: bool
    top: str
    text_y: str
    bar_y: str
    width: str
    link: str


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars, the longest of which fills the width."""

    bars: list[Bar]
    height: str
    bar_height: str

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)

    @property
    def alternative(self) -> str:
        """What the picture says, for those who do not see it: the rows in order."""
        return "，".join(f"{bar.label} {bar.count:,}" for bar in self.bars)


@dataclass(frozen=True)
class Row:
    """What is drawn: a name and a count of at least 0; `is_away` draws it in the quiet colour.

    `link` leads to what was counted.
    """

    label: str
    count: int
    is_away: bool = False
    link: str = ""


def bar_chart(rows: Sequence[Row]) -> BarChart:
    """Lay the rows out from top to bottom in their order."""
    longest = max((row.count for row in rows), default=0)
    bars = [
        Bar(
            label=row.label,
            count=row.count,
            is_away=row.is_away,
            top=_em(index * ROW_EM),
            text_y=_em(index * ROW_EM + TEXT_EM),
            bar_y=_em(index * ROW_EM + BAR_TOP_EM),
            width=_percent(row.count, longest),
            link=row.link,
        )
        for index, row in enumerate(rows)
    ]
    return BarChart(bars=bars, height=_em(len(rows) * ROW_EM), bar_height=_em(BAR_EM))


def _percent(count: int, longest: int) -> str:
    if count <= 0:
        return "0%"
    return f"{max(100 * count / longest, SHORTEST_PERCENT):.2f}%"


def _em(value: float) -> str:
    return f"{value:.2f}em"
