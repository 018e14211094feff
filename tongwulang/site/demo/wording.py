"""Titles and duties of demo posts: every code gives another text, by counting, not by chance."""

from functools import cache
from itertools import combinations
from math import prod

from tongwulang.site.demo.catalogue import Archetype

DUTIES_SHOWN = 4
_TEAMS = range(3, 25)
_WEEKS = range(2, 11)
# Coprime to every space below (their factors are small), so neighbours in code read differently.
_STRIDE = 15_485_863


def _radices(archetype: Archetype) -> tuple[int, ...]:
    """How many choices each place of the text has; all of them always show in it."""
    return (
        len(archetype.leads),
        len(archetype.objects),
        len(_chosen(archetype.duties)),
        len(archetype.lines),
        len(archetype.style.first),
        len(_TEAMS),
        len(archetype.style.last),
        len(_WEEKS),
    )


@cache
def _chosen(duties: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(combinations(duties, DUTIES_SHOWN))


def space(archetype: Archetype) -> int:
    """How many different texts the archetype has."""
    return prod(_radices(archetype))


def _digits(code: int, archetype: Archetype) -> list[int]:
    size = space(archetype)
    if not 0 <= code < size:
        raise ValueError(f"{archetype.key} has only {size} texts, not {code}")
    rest = code * _STRIDE % size
    digits = []
    for radix in _radices(archetype):
        rest, digit = divmod(rest, radix)
        digits.append(digit)
    return digits


def duties_text(archetype: Archetype, code: int) -> str:
    """The duties with this code, numbered, a line each; different codes give different texts.

    Raises ValueError if the archetype has fewer texts than that.
    """
    lead, thing, chosen, line, first, team, last, weeks = _digits(code, archetype)
    sentences = [
        archetype.leads[lead].format(object=archetype.objects[thing], line=archetype.lines[line]),
        *_chosen(archetype.duties)[chosen],
        archetype.style.first[first].format(team=_TEAMS[team])
        + archetype.style.last[last].format(weeks=_WEEKS[weeks]),
    ]
    return "\n".join(f"{place}. {sentence}" for place, sentence in enumerate(sentences, start=1))
