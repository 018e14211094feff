"""Pinyin initials: skcc for 数控车床."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from jobs.search.text import normalise_document, units

MOST_INITIALS = 12


@lru_cache(maxsize=20_000)
def initials(text: str) -> str:
    """First letters of the first characters; Latin words and digits as they are."""
    joined = "".join(units(normalise_document(text))[:MOST_INITIALS])
    letters = lazy_pinyin(joined, style=Style.FIRST_LETTER, errors="default")
    return "".join(letters)[:MOST_INITIALS].casefold()
