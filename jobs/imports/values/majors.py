"""专业要求 to codes of the catalogue; what the catalogue lacks stays as text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jobs.imports.values.reading import CLEAR, LIKELY, Reading, plain, text_of

ANY = re.compile(r"不限|无要求|不要求|均可")
SEPARATORS = re.compile(r"[,，、;；/|\n\s]+|或者?|及|和")
AROUND = re.compile(r"(?:等?相关)?专业(?:优先)?$|^相关|类相关$|等$")


@dataclass(frozen=True)
class MajorNames:
    """Codes of majors and their groups; `rest` is what none of them is called."""

    codes: tuple[str, ...] = ()
    rest: str = ""


def read_majors(cell: Any, names: Mapping[str, tuple[str, ...]]) -> Reading[MajorNames]:
    """`names` are normalised names to codes: one name may stand in several catalogues."""
    if ANY.search(plain(cell)):
        return Reading(MajorNames())
    parts = [AROUND.sub("", plain(part)) for part in SEPARATORS.split(text_of(cell))]
    known: dict[str, None] = {}
    is_whole = True
    for part in filter(None, parts):
        codes = names.get(part) or names.get(f"{part}类") or ()
        is_whole = is_whole and bool(codes)
        known.update(dict.fromkeys(codes))
    if is_whole:
        return Reading(MajorNames(tuple(known)), CLEAR)
    # A part of the names would ask for less than the text does.
    return Reading(MajorNames(rest=text_of(cell)), LIKELY)
