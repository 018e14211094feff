"""行业 in everyday words to a section of GB/T 4754 and, where it is one, an emerging industry."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jobs.imports.values.reading import CLEAR, LIKELY, SURE, Reading, plain
from jobs.imports.values.words import longest_inside, words_of

PARTS = re.compile(r"[/,，、;；|()]+")


@dataclass(frozen=True)
class IndustryName:
    """Codes; either may be None."""

    section: str | None = None
    emerging: str | None = None


@dataclass(frozen=True)
class IndustryNames:
    """Normalised names of the code table and everyday words: to the letter of their section, to
    emerging codes."""

    sections: Mapping[str, str]
    section_words: Mapping[str, str]
    emerging: Mapping[str, str]
    emerging_words: Mapping[str, str]

    @classmethod
    def of(cls, names: Mapping[str, str]) -> "IndustryNames":
        codes = set(names.values())
        return cls(
            _sections(names), _known("industry", codes), _emerging(names), _known("emerging", codes)
        )


def _known(kind: str, codes: set[str]) -> dict[str, str]:
    return {word: code for word, code in words_of(kind).items() if code in codes}


def read_industry(cell: Any, names: IndustryNames) -> Reading[IndustryName]:
    """Section and emerging industry by their names, else by everyday words for them.

    Never refused: an industry that nobody can tell stays open, and the post says nothing of it.
    """
    text = plain(cell)
    if not text:
        return Reading(IndustryName(), 0)
    parts = [part for part in (text, *PARTS.split(text)) if part]
    section = _first(parts, names.sections, names.section_words)
    emerging = _first(parts, names.emerging, names.emerging_words)
    if section is None and emerging is None:
        return Reading(IndustryName(), 0)
    sure = min(found[1] for found in (section, emerging) if found)
    return Reading(
        IndustryName(section[0] if section else None, emerging[0] if emerging else None), sure
    )


def _sections(names: Mapping[str, str]) -> dict[str, str]:
    """Every name of GB/T 4754 to the letter of its section; a section's letter to itself."""
    found = {name: code[0] for name, code in names.items() if not _is_emerging(code)}
    return found | {code[0].lower(): code[0] for code in names.values() if not _is_emerging(code)}


def _emerging(names: Mapping[str, str]) -> dict[str, str]:
    return {name: code for name, code in names.items() if _is_emerging(code)}


def _is_emerging(code: str) -> bool:
    return code.startswith(("SEI", "FUT"))


def _first(
    parts: list[str], names: Mapping[str, str], words: Mapping[str, str]
) -> tuple[str, float] | None:
    """The first part that is a name, else that is a word, else that holds a word."""
    for known, confidence in ((names, SURE), (words, CLEAR)):
        for part in parts:
            if part in known:
                return known[part], confidence
    inside = longest_inside(parts[0], words)
    return (words[inside], LIKELY) if inside else None
