"""Where a query's words stand in a text as it was written, and the text with them marked."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from jobs.search.query import Query
from jobs.search.text import is_han, normalise, units

Span = tuple[int, int]

EXCERPT_BEFORE = 12


def spans(text: str, query: Query) -> list[Span]:
    """Parts [start, end) of the text that the query asks for, in order, none overlapping.

    Width, case and blanks between characters do not matter, as in the search itself.
    """
    plain, origin = _normalised(text)
    words = (word for group in query.groups for word in (group.word, *group.alternatives))
    found = (match.span() for word in words for match in _pattern(word).finditer(plain))
    return _merged([(origin[start], origin[end - 1] + 1) for start, end in found])


@lru_cache(maxsize=2_000)
def _pattern(word: str) -> re.Pattern[str]:
    parts = units(word)
    before = "" if is_han(parts[0]) else "(?<![a-z0-9])"
    after = "" if is_han(parts[-1]) else "(?![a-z0-9+#])"
    return re.compile(before + r"\s*".join(re.escape(part) for part in parts) + after)


def _normalised(text: str) -> tuple[str, list[int]]:
    """The text normalised a character at a time, with where each of its characters comes from."""
    plain: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        changed = normalise(character)
        plain.append(changed)
        origin += [position] * len(changed)
    return "".join(plain), origin


def _merged(found: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def marked(text: str, query: Query) -> SafeString:
    """The text as safe HTML, with a <mark> around every match; everything else is escaped."""
    parts: list[str] = []
    last = 0
    for start, end in spans(text, query):
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    parts.append(escape(text[last:]))
    # Every piece of the text went through escape() above.
    return mark_safe("".join(parts))  # noqa: S308


def excerpt(text: str, query: Query, length: int) -> str:
    """At most `length` characters of the text (and an ellipsis where it is cut), so that the first
    match is among them.
    """
    found = spans(text, query)
    start = max(found[0][0] - EXCERPT_BEFORE, 0) if found else 0
    start = min(start, max(len(text) - length, 0))
    middle = text[start : start + length]
    return ("…" if start else "") + middle + ("…" if start + length < len(text) else "")
