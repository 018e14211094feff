"""What a seeker typed, as clauses of words: the meaning that both databases are asked for.

- Words are AND-ed; each is OR-ed with its synonyms.
- "…" (also “…” and 「…」) is a phrase: that very text, without synonyms.
- 会计/出纳 and 会计、出纳 are alternatives.
- A run without blanks is cut into words: 数控车床 asks for 数控 and 车床.
- A list holds exactly what this asks for. Where few posts have all of the words, those that have
  some are shown below it, and said to be such (`Query.relaxed`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from jobs.search import synonyms
from jobs.search.lexicon import NOISE, cut
from jobs.search.terms import terms
from jobs.search.text import is_han, normalise, phrase, pieces, runs

LONGEST_QUERY = 100
MOST_CLAUSES = 8
MOST_GROUPS = 10

PHRASE = re.compile(r"[\"“”「『](.+?)[\"“”」』]")
ALTERNATIVES = re.compile(r"[/|、]")

Sequence = tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """One word with what else it may be called; `sequences` are phrases of stream tokens."""

    word: str
    alternatives: tuple[str, ...] = ()
    is_phrase: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The texts of which a name must contain one; what contains another of them adds none."""
        every = (self.word, *self.alternatives)
        return tuple(
            own for own in every if not any(other != own and other in own for other in every)
        )

    @property
    def sequences(self) -> tuple[Sequence, ...]:
        """The token phrases of which one must occur.

        One that holds another (电焊工 holds 焊工) brings no row that the other does not: it is left
        out, for a database has to read a row to see whether it has a phrase.
        """
        every = dict.fromkeys(phrase(term) for term in (self.word, *self.alternatives))
        return tuple(
            own for own in every if own and not any(_holds(own, other) for other in every if other)
        )


def _holds(phrase_: Sequence, other: Sequence) -> bool:
    """Whether this phrase is longer than the other and holds it."""
    starts = range(len(phrase_) - len(other) + 1) if len(phrase_) > len(other) else ()
    return any(phrase_[start : start + len(other)] == other for start in starts)


Clause = tuple[Group, ...]
# The keys of what some words name together; of a lone word, of what it names by itself.
Keys = Callable[[Clause], tuple[str, ...]]


@dataclass(frozen=True)
class Query:
    """A parsed query: a post matches if it has every group of one clause."""

    text: str
    clauses: tuple[Clause, ...]

    def __bool__(self) -> bool:
        return bool(self.clauses)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every group once."""
        return tuple(dict.fromkeys(group for clause in self.clauses for group in clause))

    @property
    def phrases(self) -> tuple[Group, ...]:
        """Those that mean their very text."""
        return tuple(group for group in self.groups if group.is_phrase)

    def relaxed(self, more: tuple[str, ...] = ()) -> "Query":
        """A post matches if it has a word of the query, a piece of one, or a term of `more`.

        A phrase is never given up: what must be there stays in every clause.
        """
        alternatives = (term for group in self.groups for term in group.alternatives)
        said = (term for group in self.groups if not group.is_phrase for term in terms(group.word))
        loose = dict.fromkeys((*said, *alternatives, *more))
        clauses = tuple((*self.phrases, Group(term)) for term in loose if phrase(term))
        return Query(self.text, clauses or self.clauses)


def parse(typed: str, *, with_synonyms: bool = True) -> Query:
    """Read what was typed; a query without a letter, digit or character is empty (falsy)."""
    text = normalise(typed[:LONGEST_QUERY])
    quoted = tuple(Group(found.strip(), is_phrase=True) for found in PHRASE.findall(text))
    quoted = tuple(group for group in quoted if group.sequences)
    rest = PHRASE.sub(" ", text)
    choices = [_alternatives(piece, with_synonyms) for piece in pieces(rest)]
    choices = _without_noise([choice for choice in choices if choice], bool(quoted))
    clauses = (
        (*quoted, *(group for clause in combination for group in clause))[:MOST_GROUPS]
        for combination in product(*choices[:MOST_GROUPS])
    )
    distinct = dict.fromkeys(tuple(dict.fromkeys(clause)) for clause in clauses if clause)
    return Query(text, tuple(distinct)[:MOST_CLAUSES])


def _alternatives(piece: str, with_synonyms: bool) -> list[Clause]:
    """The clauses of one piece, of which one must hold."""
    if synonyms.is_known(piece):
        return [(_group(piece, with_synonyms),)]
    parts = (_clause(part, with_synonyms) for part in ALTERNATIVES.split(piece))
    return [clause for clause in parts if clause]


def _clause(part: str, with_synonyms: bool) -> Clause:
    if synonyms.is_known(part):
        return (_group(part, with_synonyms),)
    found = [word for run in runs(part) for word in _words_of(run)]
    # A lone character that cutting left over (开|叉车) says little and would hide much.
    telling = [
        word for word in found if word not in NOISE and not (len(word) == 1 and is_han(word))
    ]
    return tuple(_group(word, with_synonyms) for word in telling or found)


def _words_of(run: str) -> tuple[str, ...]:
    return (run,) if synonyms.is_known(run) else cut(run)


def _group(word: str, with_synonyms: bool) -> Group:
    return Group(word, synonyms.of(word) if with_synonyms else ())


def _without_noise(choices: list[list[Clause]], has_more: bool) -> list[list[Clause]]:
    """Pieces that are only noise (招聘 会计) go, unless nothing else is left."""
    telling = [
        choice
        for choice in choices
        if not all(group.word in NOISE for clause in choice for group in clause)
    ]
    return telling if telling or has_more else choices
