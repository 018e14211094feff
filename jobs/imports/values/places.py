"""Places in everyday words to a county of the code table; what the table lacks stays as text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.imports.values.reading import (
    CLEAR,
    DOUBTFUL,
    LIKELY,
    Reading,
    UnreadableError,
    plain,
    text_of,
)
from jobs.imports.values.words import words_of

# 其他地区 of seeds/regions.csv: for places outside the table, beside their text.
ELSEWHERE = "990000"
CODE = re.compile(r"[0-9]{6}")
LONGEST = 200
# What may stand before the name of a place without saying another place.
BEFORE = re.compile(r"(?:中国|地址|工作地[点址]|上班地[点址]|位于|在|[^\w\s])+")


@dataclass(frozen=True)
class Place:
    """`code` is a county's, or ELSEWHERE, or None where only its city or province is named."""

    code: str | None
    text: str


@dataclass(frozen=True)
class RegionRow:
    """One region of the code table."""

    code: str
    name: str
    short_name: str
    level: str
    parent: str | None
    place: str | None


@dataclass
class Gazetteer:
    """The regions by every name that they are called by, the longest names first."""

    regions: Mapping[str, RegionRow]
    names: list[tuple[str, list[str]]] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Iterable[RegionRow]) -> "Gazetteer":
        regions = {row.code: row for row in rows if row.code != ELSEWHERE}
        names: dict[str, list[str]] = {}
        for row in regions.values():
            # A town's short name is a word of its own too often: 东方, 新华.
            called = {row.name} if row.level == "town" else {row.name, row.short_name}
            for name in called:
                names.setdefault(name, []).append(row.code)
        for word, code in words_of("place").items():
            if code in regions:
                names.setdefault(word, []).append(code)
        longest_first = sorted(names.items(), key=lambda item: -len(item[0]))
        return cls(regions, [(name, codes) for name, codes in longest_first if len(name) > 1])

    def county_of(self, code: str) -> str | None:
        """The county that a region is or lies in; None for a city or a province."""
        row = self.regions.get(code)
        while row is not None and row.level == "town":
            row = self.regions.get(row.parent or "")
        return row.code if row is not None and row.level == "county" else None

    def lies_in(self, code: str, above: str) -> bool:
        """Whether the first is the second or somewhere below it."""
        row = self.regions.get(code)
        while row is not None and row.code != above:
            row = self.regions.get(row.parent or "")
        return row is not None


def read_place(cell: Any, gazetteer: Gazetteer) -> Reading[Place]:
    """The county that the text names, by code, name, short name or a town in it.

    Names that contradict each other, or one that several regions bear, are not decided here: the
    text stays, under 其他地区 only if it names nothing that the table knows.
    """
    text = text_of(cell)
    if len(text) > LONGEST:
        raise UnreadableError(_("不超过 200 个字的地点"))
    spelled = plain(cell)
    if CODE.fullmatch(spelled):
        return _by_code(spelled, gazetteer)
    named = _named(spelled, gazetteer)
    if not named:
        return Reading(Place(ELSEWHERE, text), LIKELY)
    counties = {gazetteer.county_of(code) for code in _deepest(named, gazetteer)}
    county = counties.pop() if len(counties) == 1 else None
    if county is None or _starts_elsewhere(spelled, gazetteer):
        return Reading(Place(None, text), DOUBTFUL)
    row = gazetteer.regions[county]
    is_whole = spelled in {row.name, row.short_name}
    # 和平区 alone is a district of many cities; those of the three places are meant here.
    is_sure = row.place is not None or len(named) > 1
    return Reading(Place(county, "" if is_whole else text), CLEAR if is_sure else LIKELY)


def _starts_elsewhere(text: str, gazetteer: Gazetteer) -> bool:
    """Whether something that the table lacks stands before the first name: 南通市通州区."""
    starts = [text.find(name) for name, _codes in gazetteer.names if name in text]
    before = text[: min(starts)]
    return bool(before) and not BEFORE.fullmatch(before)


def _by_code(code: str, gazetteer: Gazetteer) -> Reading[Place]:
    county = gazetteer.county_of(code)
    if county is None:
        raise UnreadableError(_("县级行政区划代码，如 131003"))
    return Reading(Place(county, ""))


def _named(text: str, gazetteer: Gazetteer) -> list[list[str]]:
    """For each name found in the text, the longest first, the regions that bear it."""
    named = []
    for name, codes in gazetteer.names:
        if name in text:
            named.append(codes)
            text = text.replace(name, " ")
    return named


def _deepest(named: list[list[str]], gazetteer: Gazetteer) -> set[str]:
    """The regions that agree with every name: 河北省三河市燕郊镇 leaves the town."""
    every = {code for codes in named for code in codes}
    agreeing = {
        code
        for code in every
        if all(any(_on_one_line(code, other, gazetteer) for other in codes) for codes in named)
    }
    return {
        code
        for code in agreeing
        if not any(other != code and gazetteer.lies_in(other, code) for other in agreeing)
    }


def _on_one_line(one: str, other: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.lies_in(one, other) or gazetteer.lies_in(other, one)
