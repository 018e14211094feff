"""Words that mean the same, from seeds/synonyms.txt.

A line is a group, its terms parted by blanks: whoever searches one finds all. In "a > b c" a search
for a finds b and c as well, but not the other way round: they are narrower.
"""

from collections import defaultdict
from functools import cache

from jobs.search.lexicon import seed_lines
from jobs.search.text import normalise

SYNONYMS_FILE = "synonyms.txt"


class SynonymError(Exception):
    """A line of the synonym file that cannot be read; the message names it."""


@cache
def groups() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """(terms that search, terms that are found) of every line. Raises SynonymError."""
    return tuple(_parse(number, line) for number, line in seed_lines(SYNONYMS_FILE))


def _parse(number: int, line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    left, arrow, right = normalise(line).partition(">")
    searched, narrower = tuple(left.split()), tuple(right.split())
    if (arrow and not (searched and narrower)) or (not arrow and len(searched) < 2):
        raise SynonymError(f"{SYNONYMS_FILE}:{number}: {line}")
    return searched, (*searched, *narrower)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for searched, meant in groups():
        for term in searched:
            found[term].update((other, None) for other in meant if other != term)
    return {term: tuple(others) for term, others in found.items()}


def is_known(term: str) -> bool:
    """Whether the normalised term searches for others too."""
    return term in _table()


def of(term: str) -> tuple[str, ...]:
    """What else a search for this normalised term finds; empty for a term of no group."""
    return _table().get(term, ())
