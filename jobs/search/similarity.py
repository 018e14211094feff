"""Posts like a given text: words in common, and the same kinds of work by what is learned.

A text's profile is how strongly the learned names of functions speak in it; two texts that share
few words may still share a profile.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jobs.search.bm25 import Field
from jobs.search.relations import Relations
from jobs.search.terms import terms

# Set on held-out posts (`make eval`): see seeds/README.md.
TITLE_WEIGHT = 0.5
PROFILE_WEIGHT = 1.0
PROFILE_TITLE_WEIGHT = 0.15
# What brings in candidates: the strongest names of the profile, and each one's strongest terms.
NAMES_ASKED = 5
TERMS_ASKED = 10

Profile = Mapping[str, float]


@dataclass(frozen=True)
class Described:
    """A post with its texts; `title` may be empty in what is compared with."""

    id: int
    title: str
    text: str


@dataclass(frozen=True, eq=False)
class Reading:
    """A post as its terms and profile."""

    title: Counter[str]
    text: Counter[str]
    profile: Profile


class Profiles:
    """Profiles by learned relations. The last `remembered` posts read are kept."""

    def __init__(self, relations: Relations, remembered: int = 0) -> None:
        self.relations = relations
        self.reading = lru_cache(remembered)(self._reading) if remembered else self._reading
        self.title = _by_term({name: one.title for name, one in relations.labels.items()})
        self.text = _by_term({name: one.text for name, one in relations.labels.items()})

    def of(self, title: Counter[str], text: Counter[str]) -> Profile:
        """Strength of every name above the mean, scaled to length 1; empty if nothing speaks."""
        strengths: defaultdict[str, float] = defaultdict(float)
        _add(strengths, self.text, text, 1 / math.sqrt(len(text) or 1))
        _add(strengths, self.title, title, PROFILE_TITLE_WEIGHT)
        mean = sum(strengths.values()) / max(len(self.relations.labels), 1)
        above = {name: strength - mean for name, strength in strengths.items() if strength > mean}
        length = math.sqrt(sum(value * value for value in above.values()))
        return {name: value / length for name, value in above.items()} if length else {}

    def _reading(self, post: Described) -> Reading:
        title, text = terms(post.title, is_title=True), terms(post.text)
        return Reading(title, text, self.of(title, text))

    def asked(self, profile: Profile) -> tuple[str, ...]:
        """Title terms that bring in posts of this profile."""
        names = sorted(profile, key=lambda name: (-profile[name], name))[:NAMES_ASKED]
        found: dict[str, None] = {}
        for name in names:
            title = self.relations.labels[name].title
            best = sorted(title, key=lambda term: (-title[term], term))
            found.update((term, None) for term in best[:TERMS_ASKED] if len(term) > 1)
        return tuple(found)


def _by_term(
    labels: Mapping[str, Mapping[str, float]],
) -> dict[str, list[tuple[str, float]]]:
    table: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, weights in labels.items():
        for term, weight in weights.items():
            table[term].append((name, weight))
    return dict(table)


def _add(
    strengths: defaultdict[str, float],
    table: Mapping[str, list[tuple[str, float]]],
    counts: Counter[str],
    weight: float,
) -> None:
    for term in counts:
        for name, strength in table.get(term, ()):
            strengths[name] += weight * strength


def rank_similar(
    asked: Described, candidates: Sequence[Described], profiles: Profiles
) -> list[tuple[int, float]]:
    """(id, score) of every candidate, the most similar first; between equals the order stays."""
    mine = profiles.reading(asked)
    others = [profiles.reading(candidate) for candidate in candidates]
    wanted = dict.fromkeys((*mine.text, *terms(asked.title)), 1.0)
    by_text = Field([other.text for other in others]).scores(wanted)
    by_title = Field([other.title for other in others]).scores(wanted)
    words = [text + TITLE_WEIGHT * title for text, title in zip(by_text, by_title, strict=True)]
    highest = max(words, default=0.0) or 1.0
    scores = [
        word / highest + PROFILE_WEIGHT * _cosine(mine.profile, other.profile)
        for word, other in zip(words, others, strict=True)
    ]
    order = sorted(range(len(candidates)), key=lambda number: -scores[number])
    return [(candidates[number].id, scores[number]) for number in order]


def _cosine(mine: Profile, other: Profile) -> float:
    return sum(strength * other[name] for name, strength in mine.items() if name in other)
