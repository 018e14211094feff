"""Relevance: the one scorer of both databases. Texts and a query in, ids in order out.

The cost is bounded by the caller's candidates. Titles are read of all of them, texts only of the
best by title. How rare a word is counts within the candidates, so equal candidates rank equally
whatever else the database holds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jobs.search.bm25 import Field
from jobs.search.query import Group, Query
from jobs.search.relations import Related, Relations
from jobs.search.terms import terms, title_terms

# Set on held-out posts (`make eval`): see seeds/README.md.
TEXT_WEIGHT = 0.15
SYNONYM_WEIGHT = 0.8
NAMED_WEIGHT = 0.5
LABEL_WEIGHT = 2.0
WORDS_WEIGHT = 0.5
RELATED_TEXT_WEIGHT = 0.5
READ_IN_FULL = 200


@dataclass(frozen=True)
class Candidate:
    """A post to be ranked; `is_named`: its employer or occupation is called what was asked for."""

    id: int
    title: str
    is_named: bool = False


# Fetches the texts of some candidates, by id.
Texts = Callable[[list[int]], Mapping[int, str]]


def rank(
    query: Query,
    candidates: Sequence[Candidate],
    texts: Texts,
    relations: Relations,
    read_in_full: int = READ_IN_FULL,
) -> list[tuple[int, float]]:
    """(id, score) of every candidate, best first; between equals the order given stays."""
    related, related_weight = _related(query, relations)
    titles = _read_titles(query, related, candidates)
    by_title = _order(_combine(titles, related_weight))
    head = [number for number, _score in by_title[:read_in_full]]
    read = texts([candidates[number].id for number in head])
    bodies = _read_texts(query, related, [read[candidates[number].id] for number in head])
    ordered = _order(_combine(_both(titles.only(head), bodies), related_weight))
    best = [(candidates[head[place]].id, score) for place, score in ordered]
    # Scored by title alone, the others can only say that they come later.
    last = best[-1][1] if best else 0.0
    later = enumerate(by_title[read_in_full:], 1)
    return best + [(candidates[number].id, last - place) for place, (number, _) in later]


def _related(query: Query, relations: Relations) -> tuple[Related, float]:
    """What is learned about the query, as a name or by its words, and what it weighs."""
    by_label = relations.of_label(query.text)
    if by_label:
        return by_label, LABEL_WEIGHT
    return relations.of_words(query.text), WORDS_WEIGHT


@dataclass(frozen=True)
class Scores:
    """One number a candidate: by the words asked for, what is learned about them, and by name."""

    words: Sequence[float]
    learned: Sequence[float]
    named: Sequence[float]

    def only(self, numbers: Sequence[int]) -> "Scores":
        """Those of some candidates."""
        return Scores(
            [self.words[number] for number in numbers],
            [self.learned[number] for number in numbers],
            [self.named[number] for number in numbers],
        )


def _read_titles(query: Query, related: Related, candidates: Sequence[Candidate]) -> Scores:
    field = Field([title_terms(candidate.title) for candidate in candidates])
    # What was typed counts as a whole: pieces that bridge two of its words (控车) speak too.
    words = field.scores(terms(query.text, is_title=True))
    for group in query.groups:
        words = _sum(words, _gains_by_synonyms(field, group))
    named = [NAMED_WEIGHT * candidate.is_named for candidate in candidates]
    return Scores(words, field.related(related.title), named)


def _gains_by_synonyms(field: Field, group: Group) -> list[float]:
    """What a title gets beyond the word itself for the synonym that it has instead: never more
    than `SYNONYM_WEIGHT` of the word's own worth, however rare the synonym.
    """
    own = terms(group.word, is_title=True)
    worth, by_word = field.weight(own), field.scores(own)
    best = [0.0] * len(by_word)
    for alternative in group.alternatives:
        other = terms(alternative, is_title=True)
        share = SYNONYM_WEIGHT * worth / (field.weight(other) or 1.0)
        best = [
            max(one, share * score) for one, score in zip(best, field.scores(other), strict=True)
        ]
    return [max(one - mine, 0.0) for one, mine in zip(best, by_word, strict=True)]


def _read_texts(query: Query, related: Related, texts: Sequence[str]) -> Scores:
    field = Field([terms(text) for text in texts])
    return Scores(field.scores(terms(query.text)), field.related(related.text), [0.0] * len(texts))


def _both(titles: Scores, bodies: Scores) -> Scores:
    return Scores(
        _sum(titles.words, bodies.words, TEXT_WEIGHT),
        _sum(titles.learned, bodies.learned, RELATED_TEXT_WEIGHT),
        titles.named,
    )


def _order(scores: Sequence[float]) -> list[tuple[int, float]]:
    return sorted(enumerate(scores), key=lambda pair: -pair[1])


def _combine(scores: Scores, related_weight: float) -> list[float]:
    total = _sum(_scaled(scores.words), _scaled(scores.learned), related_weight)
    return _sum(total, scores.named)


def _sum(left: Sequence[float], right: Sequence[float], weight: float = 1.0) -> list[float]:
    return [a + weight * b for a, b in zip(left, right, strict=True)]


def _scaled(scores: Sequence[float]) -> list[float]:
    highest = max(scores, default=0.0)
    return [score / highest for score in scores] if highest else list(scores)
