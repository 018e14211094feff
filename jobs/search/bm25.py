"""BM25: how well the terms of a text answer weighted terms."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

SATURATION = 1.2
LENGTH = 0.75


class Field:
    """BM25 over one field of some candidates."""

    def __init__(self, counts: Sequence[Counter[str]]) -> None:
        self.counts = counts
        self.lengths = [count.total() for count in counts]
        self.mean_length = sum(self.lengths) / max(len(counts), 1) or 1.0
        self.frequency: Counter[str] = Counter()
        for count in counts:
            self.frequency.update(count.keys())

    def rarity(self, term: str) -> float:
        """Inverse document frequency among the candidates, always positive."""
        having = self.frequency[term]
        return math.log1p((len(self.counts) - having + 0.5) / (having + 0.5))

    def weight(self, weights: Mapping[str, float]) -> float:
        """What a text would get that has every term, before saturation."""
        return sum(weight * self.rarity(term) for term, weight in weights.items())

    def scores(self, weights: Mapping[str, float]) -> list[float]:
        """One BM25 score a candidate for a weighted bag of terms."""
        known = {
            term: weight * self.rarity(term)
            for term, weight in weights.items()
            if self.frequency[term]
        }
        return [self._score(number, known) for number in range(len(self.counts))]

    def _score(self, number: int, known: Mapping[str, float]) -> float:
        counts = self.counts[number]
        if known.keys().isdisjoint(counts):
            return 0.0
        damping = SATURATION * (1 - LENGTH + LENGTH * self.lengths[number] / self.mean_length)
        # Sorted: the sum must not depend on the order in which a set of terms is walked.
        return sum(
            known[term] * counts[term] * (SATURATION + 1) / (counts[term] + damping)
            for term in sorted(known.keys() & counts.keys())
        )

    def related(self, weights: Mapping[str, float]) -> list[float]:
        """One sum a candidate: the weights of the terms that it has."""
        return [
            sum(weight for term, weight in weights.items() if term in counts)
            for counts in self.counts
        ]
