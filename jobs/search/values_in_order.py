"""The values of one fact from the lowest to the highest, and which rows have each. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from pyroaring import FrozenBitMap

OfValue = dict[Any, FrozenBitMap]

NONE = FrozenBitMap()
# Where rows are few, most values have none of them: they are sought in so many neighbouring values
# at once, unless more than so many rows are to be expected there.
NEIGHBOURS = 16
MOST_GATHERED = 10_000


@dataclass(frozen=True)
class ValuesInOrder:
    """`row_count` is of all rows there are."""

    of_value: Mapping[Any, FrozenBitMap]
    row_count: int

    @cached_property
    def values(self) -> tuple[Any, ...]:
        return tuple(sorted(self.of_value))

    @cached_property
    def _neighbourhoods(self) -> list[FrozenBitMap]:
        """The rows of the first `NEIGHBOURS` values, of the next, and so on."""
        starts = range(0, len(self.values), NEIGHBOURS)
        return [united(self.of_value, self.values[at : at + NEIGHBOURS]) for at in starts]

    def of_some(
        self, places: Iterable[int], among: FrozenBitMap
    ) -> Iterator[tuple[Any, FrozenBitMap]]:
        """Each value that some of these rows have, with those rows; `places` are those of the
        values, in the order wanted."""
        for number, neighbours in groupby(places, lambda place: place // NEIGHBOURS):
            neighbourhood = self._neighbourhoods[number]
            expected = len(among) * len(neighbourhood) // self.row_count
            # Where each value has many of the rows, a page is full with the first.
            near = among if expected > MOST_GATHERED else among & neighbourhood
            if not near:
                continue
            for value in (self.values[place] for place in neighbours):
                if rows := near & self.of_value[value]:
                    yield value, rows


def united(of_value: Mapping[Any, FrozenBitMap], values: Iterable[Any]) -> FrozenBitMap:
    """The rows that have one of these values."""
    return FrozenBitMap.union(NONE, *(of_value[value] for value in values))
