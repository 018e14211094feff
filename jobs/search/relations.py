"""Learned relations: what posts that are filed under a name, or speak of a word, also say.

seeds/search_relations.tsv holds terms and weights only; jobs/search/learning.py makes it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jobs.search.lexicon import SEEDS
from jobs.search.terms import terms
from jobs.search.text import normalise, runs

RELATIONS_FILE = "search_relations.tsv"
SCALE = 100

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Related:
    """Terms of titles and of texts that speak for a source, with positive weights."""

    title: Weights = field(default_factory=dict)
    text: Weights = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.title or self.text)


# Compared by identity: two files are never merged, and hashing 30,000 weights takes long.
@dataclass(frozen=True, eq=False)
class Relations:
    """`labels`: by the name that employers file posts under; `words`: by a word of such names."""

    labels: Mapping[str, Related] = field(default_factory=dict)
    words: Mapping[str, Related] = field(default_factory=dict)

    def of_label(self, text: str) -> Related:
        """What is learned about this very name; empty if it is unknown."""
        return self.labels.get(label_key(text), Related())

    def of_words(self, text: str) -> Related:
        """The mean of what is learned about the words of a text; empty if none is known."""
        known = [self.words[term] for term in terms(text) if term in self.words]
        return Related(
            title=_mean([related.title for related in known]),
            text=_mean([related.text for related in known]),
        )


def label_key(text: str) -> str:
    """A name without punctuation, width and case: Web前端开发 is web前端开发."""
    return "".join(runs(normalise(text)))


def _mean(all_weights: list[Weights]) -> Weights:
    total: defaultdict[str, float] = defaultdict(float)
    for weights in all_weights:
        for term, weight in weights.items():
            total[term] += weight / len(all_weights)
    return dict(total)


@cache
def shipped() -> Relations:
    """The relations of seeds/; empty if the file is not there."""
    path = SEEDS / RELATIONS_FILE
    return read(path) if path.exists() else Relations()


def read(path: Path) -> Relations:
    """A file of lines `label|word <TAB> source <TAB> title|text <TAB> term:weight …`."""
    tables: dict[str, defaultdict[str, dict[str, Weights]]] = {
        "label": defaultdict(dict),
        "word": defaultdict(dict),
    }
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, source, part, weights = line.split("\t")
            tables[kind][source][part] = _parse_weights(weights)
    return Relations(
        labels={source: Related(**parts) for source, parts in tables["label"].items()},
        words={source: Related(**parts) for source, parts in tables["word"].items()},
    )


def _parse_weights(text: str) -> Weights:
    pairs = (pair.rsplit(":", 1) for pair in text.split())
    return {term: int(weight) / SCALE for term, weight in pairs}


def lines(relations: Relations) -> Iterable[str]:
    """The lines that `read` reads, in a fixed order."""
    for kind, table in (("label", relations.labels), ("word", relations.words)):
        for source, related in sorted(table.items()):
            for part, weights in (("title", related.title), ("text", related.text)):
                if weights:
                    yield f"{kind}\t{source}\t{part}\t{_format(weights)}"


def _format(weights: Weights) -> str:
    ordered = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return " ".join(f"{term}:{round(weight * SCALE)}" for term, weight in ordered)
