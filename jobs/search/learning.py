"""Learns the relations from posts whose employers filed them under names of functions.

A relation is a log-odds ratio, shrunk where few posts speak for it: how much more often a term
stands in the posts of a name than in all posts. Only terms and weights leave this module.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jobs.search.relations import Related, Relations, Weights, label_key
from jobs.search.terms import terms

# Posts that a name or a word needs; terms kept of it; pseudo-posts that pull a term to its mean.
FEWEST_POSTS_OF_LABEL = 3
FEWEST_POSTS_OF_WORD = 5
FEWEST_POSTS_OF_TERM = {"title": 2, "text": 5}
KEPT_OF_LABEL = {"title": 60, "text": 100}
KEPT_OF_WORD = {"title": 20, "text": 20}
PSEUDO_POSTS = 4
# What is longer is no name: two of them run together, or an address.
LONGEST_LABEL = 30
# Numbers of posts, rooms and telephones are nothing to learn.
NUMBER = re.compile(r"^[0-9]+$|[0-9]{3}")


@dataclass(frozen=True)
class Example:
    """A post with the names that its employer filed it under."""

    title: str
    text: str
    labels: Sequence[str]


@dataclass(frozen=True)
class _Read:
    title: frozenset[str]
    text: frozenset[str]
    labels: frozenset[str]
    words: frozenset[str]


def learn(examples: Iterable[Example]) -> Relations:
    """Relations of every name and every word of a name that has enough posts."""
    posts = [_read(example) for example in examples]
    frequency = {
        part: Counter(term for post in posts for term in getattr(post, part))
        for part in ("title", "text")
    }
    return Relations(
        labels=_table(posts, "labels", frequency, FEWEST_POSTS_OF_LABEL, KEPT_OF_LABEL),
        words=_table(posts, "words", frequency, FEWEST_POSTS_OF_WORD, KEPT_OF_WORD),
    )


def _read(example: Example) -> _Read:
    labels = [label for label in example.labels if len(label) <= LONGEST_LABEL]
    return _Read(
        title=frozenset(terms(example.title, is_title=True)),
        text=frozenset(terms(example.text)),
        labels=frozenset(filter(None, map(label_key, labels))),
        words=frozenset(term for label in labels for term in terms(label)),
    )


def _table(
    posts: list[_Read],
    sources: str,
    frequency: dict[str, Counter[str]],
    fewest: int,
    kept: dict[str, int],
) -> dict[str, Related]:
    of_source: defaultdict[str, list[_Read]] = defaultdict(list)
    for post in posts:
        for source in getattr(post, sources):
            of_source[source].append(post)
    return {
        source: Related(
            **{
                part: _weights(mine, part, frequency[part], len(posts), kept[part])
                for part in ("title", "text")
            }
        )
        for source, mine in of_source.items()
        if len(mine) >= fewest
    }


def _weights(
    mine: list[_Read], part: str, frequency: Counter[str], posts: int, kept: int
) -> Weights:
    counts = Counter(term for post in mine for term in getattr(post, part))
    weighed = {
        term: _log_odds(count, len(mine), frequency[term] / posts)
        for term, count in counts.items()
        if frequency[term] >= FEWEST_POSTS_OF_TERM[part] and not NUMBER.search(term)
    }
    best = sorted(weighed.items(), key=lambda pair: (-pair[1], pair[0]))[:kept]
    return {term: weight for term, weight in best if weight > 0}


def _log_odds(count: int, posts: int, share: float) -> float:
    expected = (count + PSEUDO_POSTS * share) / (posts + PSEUDO_POSTS)
    return math.log(expected / share) * math.sqrt(count / (posts + 1))
