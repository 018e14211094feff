"""Everyday words and the codes that they mean, from seeds/workbook_words.tsv."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from jobs.search.lexicon import seed_lines
from jobs.search.text import normalise

WORDS_FILE = "workbook_words.tsv"
LONGEST_NAME = 24


class WordsError(Exception):
    """A line of the file that cannot be read; the message names it."""


@cache
def words_of(kind: str) -> Mapping[str, str]:
    """Normalised word to code, the longest words first. Raises WordsError."""
    found = _all().get(kind, {})
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: -len(item[0]))))


@cache
def _all() -> dict[str, dict[str, str]]:
    kinds: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for number, line in seed_lines(WORDS_FILE):
        parts = line.split("\t")
        if len(parts) != 3:
            raise WordsError(f"{WORDS_FILE}:{number}: {line}")
        kind, code, words = parts
        for word in normalise(words).split():
            if kinds[kind].setdefault(word, code) != code:
                raise WordsError(f"{WORDS_FILE}:{number}: {word}")
    return dict(kinds)


def longest_inside(text: str, known: Mapping[str, str], shortest: int = 2) -> str | None:
    """The longest key that stands anywhere in the text; None if none does."""
    for length in range(min(len(text), LONGEST_NAME), shortest - 1, -1):
        for start in range(len(text) - length + 1):
            if text[start : start + length] in known:
                return text[start : start + length]
    return None
