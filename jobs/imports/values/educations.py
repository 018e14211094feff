"""学历要求 in everyday words to GB/T 4658: 大专及以上, 统招本科, 高中/中专, 学历不限."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.imports.values.reading import CLEAR, LIKELY, SURE, Reading, UnreadableError, plain
from jobs.imports.values.words import words_of

ANY = "any"
EXPECTED = _("学历，如 不限、初中、高中、中专、大专、本科、硕士、博士")


def read_education(cell: Any, ranks: Mapping[str, int]) -> Reading[str | None]:
    """The code of the lowest education named; None for 不限. `ranks` as in the code table."""
    text = plain(cell)
    words = words_of("education")
    if words.get(text) in (ANY, *ranks):
        return Reading(_code(words[text]))
    named = {code for code in _named(text, words) if code == ANY or code in ranks}
    if not named:
        raise UnreadableError(EXPECTED)
    if ANY in named:
        return Reading(None, SURE if len(named) == 1 else LIKELY)
    lowest = min(named, key=lambda code: (ranks[code], code))
    return Reading(lowest, SURE if len(named) == 1 else CLEAR)


def _named(text: str, words: Mapping[str, str]) -> set[str]:
    """Codes of the words in the text, the longest first: 中等职业 is not also 职业."""
    named = set()
    for word, code in words.items():
        if len(word) > 1 and word in text:
            named.add(code)
            text = text.replace(word, " ")
    return named


def _code(code: str) -> str | None:
    return None if code == ANY else code
