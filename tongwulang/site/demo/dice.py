"""Seeded choices: the same key always gives the same stream, so content never depends on scale."""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def dice(*key: object) -> random.Random:
    """A stream of its own for this key; not for secrets."""
    return random.Random(":".join(map(str, key)))  # noqa: S311 - invented content, not security


def weighted(stream: random.Random, weights: Mapping[T, float]) -> T:
    """One of the keys, as often as its weight says."""
    return stream.choices(list(weights), list(weights.values()))[0]


def some(stream: random.Random, items: Sequence[T], low: int, high: int) -> list[T]:
    """`low` to `high` of the items (fewer if there are fewer), in their own order."""
    count = min(len(items), stream.randint(low, high))
    return [items[place] for place in sorted(stream.sample(range(len(items)), count))]
