"""Which posts have which value of each fact, as compressed bitmaps in the order of publishing.

A row's place in every bitmap is its rank from the oldest to the newest. So one AND tells both how
many rows have what is wanted and, read from its end, which of them come first: neither takes longer
among a million rows than among a thousand, however rare the combination. Pure: rows in, counts and
pages out.
"""

from array import array
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from heapq import merge
from typing import Any, NamedTuple

from pyroaring import FrozenBitMap

from jobs.search.row_places import NOWHERE, RowPlaces
from jobs.search.values_in_order import NONE, OfValue, ValuesInOrder, united

# By which rows are ordered: the moment of publishing, in microseconds since 1970, and the id.
Key = tuple[int, int]
Facts = tuple[str, ...]

# So many unions of values are kept: of a million rows each takes up to 125 kB.
MOST_UNIONS = 64


class Row(NamedTuple):
    """`values` are those of each fact, in the order of the names; of several, a tuple of them."""

    moment: int
    id: int
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Bitmaps:
    """`places` gives the place of an id, `moments` and `ids` what stands at a place.

    No bitmap is ever changed. The other three grow at their ends, which those who hold an older
    copy do not see.
    """

    places: RowPlaces
    moments: "array[int]"
    ids: "array[int]"
    maps: dict[str, OfValue]

    def any_of(self, fact: str, values: Iterable[Any]) -> FrozenBitMap:
        """The rows that have one of these values."""
        of_value = self.maps[fact]
        return self._united(fact, tuple(value for value in values if value in of_value))

    def at_least(self, fact: str, floor: Any) -> FrozenBitMap:
        """The rows that have a value of at least this."""
        values = self._ordered(fact).values
        return self._united(fact, values[bisect_left(values, floor) :])

    def at_most(self, fact: str, ceiling: Any) -> FrozenBitMap:
        """The rows that have a value of at most this."""
        values = self._ordered(fact).values
        return self._united(fact, values[: bisect_right(values, ceiling)])

    @cached_property
    def _united(self) -> Callable[[str, tuple[Any, ...]], FrozenBitMap]:
        """The union of these values of a fact: of a million rows it takes longer than all the rest
        of a page, and the same ones are asked for again and again."""
        return lru_cache(MOST_UNIONS)(lambda fact, values: united(self.maps[fact], values))

    @cached_property
    def _ordered(self) -> Callable[[str], ValuesInOrder]:
        """The values of a fact from the lowest to the highest."""
        return lru_cache(lambda fact: ValuesInOrder(self.maps[fact], len(self.ids)))

    def of_ids(self, ids: Iterable[int]) -> FrozenBitMap:
        """The rows with these ids; an id that is not known is left out."""
        return FrozenBitMap(self.places.of(ids))

    def counts(self, fact: str, among: FrozenBitMap) -> dict[Any, int]:
        """How many of these rows have each value that occurs in them."""
        count = among.intersection_cardinality
        counted = ((value, count(bits)) for value, bits in self.maps[fact].items())
        return {value: number for value, number in counted if number}

    def most_common(self, fact: str, among: FrozenBitMap, most: int) -> dict[Any, int]:
        """The values that most of these rows have, the most first, at most so many; of those with
        the same number the lowest. Rows without a value (None) have none."""
        best: list[tuple[int, Any]] = []
        for total, value, bits in self._by_total(fact):
            # No rarer value has more.
            if len(best) == most and total < -best[-1][0]:
                break
            if number := among.intersection_cardinality(bits):
                insort(best, (-number, value))
                del best[most:]
        return {value: -number for number, value in best}

    @cached_property
    def _by_total(self) -> Callable[[str], list[tuple[int, Any, FrozenBitMap]]]:
        """The values of a fact with how many rows have each, the most first."""

        def sorted_by_total(fact: str) -> list[tuple[int, Any, FrozenBitMap]]:
            found = [
                (len(bits), value, bits)
                for value, bits in self.maps[fact].items()
                if value is not None
            ]
            return sorted(found, key=lambda each: each[0], reverse=True)

        return lru_cache(sorted_by_total)

    def newest(
        self, among: FrozenBitMap, start: int, stop: int, after: Key | None = None
    ) -> list[Key]:
        """Those of these rows from the `start`th to before the `stop`th, the newest first;
        counted from behind the row `after`, if one is given."""
        end = self._count_behind(among, after) - start
        shown = among[max(end - (stop - start), 0) : end] if end > 0 else NONE
        return [self._key(place) for place in reversed(shown)]

    def highest(
        self,
        fact: str,
        among: FrozenBitMap,
        start: int,
        stop: int,
        after: tuple[Any, int, int] | None = None,
    ) -> list[tuple[Any, int, int]]:
        """As `newest`, by the value of this fact first, the highest first: (value, moment, id)."""
        ordered = self._ordered(fact)
        places = range(len(ordered.values))
        if after is not None:
            places = places[: bisect_right(ordered.values, after[0])]
        return self._page(ordered.of_some(places[::-1], among), start, stop, after)

    def lowest(
        self,
        fact: str,
        among: FrozenBitMap,
        start: int,
        stop: int,
        after: tuple[Any, int, int] | None = None,
    ) -> list[tuple[Any, int, int]]:
        """As `highest`, but the lowest first; still the newest first of those that are equal."""
        ordered = self._ordered(fact)
        places = range(len(ordered.values))
        if after is not None:
            places = places[bisect_left(ordered.values, after[0]) :]
        return self._page(ordered.of_some(places, among), start, stop, after)

    def _page(
        self,
        by_value: Iterable[tuple[Any, FrozenBitMap]],
        start: int,
        stop: int,
        after: tuple[Any, int, int] | None,
    ) -> list[tuple[Any, int, int]]:
        found: list[tuple[Any, int, int]] = []
        for value, rows in by_value:
            behind = after[1:] if after is not None and value == after[0] else None
            count = self._count_behind(rows, behind)
            if start < count:
                keys = self.newest(rows, start, stop, behind)
                found += [(value, moment, pk) for moment, pk in keys]
            start, stop = max(start - count, 0), stop - count
            if stop <= 0:
                break
        return found

    def _count_behind(self, among: FrozenBitMap, key: Key | None) -> int:
        """How many of these rows are older than this one; all of them without one."""
        if key is None:
            return len(among)
        place = self._place_of(key)
        return among.rank(place - 1) if place else 0

    def _place_of(self, key: Key) -> int:
        """The place of the first row that is not older."""
        return bisect_left(range(len(self.ids)), key, key=self._key)

    def _key(self, place: int) -> Key:
        return self.moments[place], self.ids[place]

    def says_the_same_as(self, other: "Bitmaps") -> bool:
        """Whether every count and every page is the same."""
        return self.places is other.places and self.maps == other.maps

    def replacing(self, facts: Facts, ids: Collection[int], rows: Iterable[Row]) -> "Bitmaps":
        """The same with these facts of these ids taken out and those of the rows put in."""
        taken_out = self.changing({fact: {} for fact in facts}, self.of_ids(ids))
        fresh = sorted(rows)
        placed = taken_out.with_places_for([row for row in fresh if not self._stands(row)])
        return placed.changing(_maps(facts, fresh, placed.places), NONE)

    def with_fact(self, fact: str, ids_of: Mapping[Any, Collection[int]]) -> "Bitmaps":
        """The same with this fact told anew: the ids that have each value."""
        told = {value: self.of_ids(ids) for value, ids in ids_of.items()}
        return replace(self, maps={**self.maps, fact: told})

    def changing(self, put_in: Mapping[str, OfValue], gone: FrozenBitMap) -> "Bitmaps":
        """The same with what is gone taken out of these facts, and this put in.

        Only bitmaps that change are made anew.
        """
        maps = dict(self.maps)
        for fact, added in put_in.items():
            of_value = maps[fact] = dict(maps[fact])
            for value, bits in of_value.items():
                if gone and bits.intersect(gone):
                    of_value[value] = bits - gone
            for value, bits in added.items():
                of_value[value] = of_value.get(value, NONE) | bits
        return replace(self, maps=maps)

    def _stands(self, row: Row) -> bool:
        """Whether the row has a place, and the right one."""
        place = self.places[row.id]
        return place != NOWHERE and self.moments[place] == row.moment

    def with_places_for(self, strangers: Sequence[Row]) -> "Bitmaps":
        """The same with a place for each: behind all others as a rule, for it is the newest.

        Where it is not (of two at once the later commits first), those after it move up.
        """
        keys = [(row.moment, row.id) for row in strangers]
        if not keys:
            return self
        first, end = self._place_of(keys[0]), len(self.ids)
        if first == end and not any(pk in self.places for _moment, pk in keys):
            room = self
        else:
            room = Bitmaps(
                self.places.copy(), self.moments[:first], self.ids[:first], dict(self.maps)
            )
        tail = ((self._key(place), place) for place in range(first, end))
        own = {pk for _moment, pk in keys}
        moved = {}
        for (moment, pk), place in merge(tail, ((key, -1) for key in keys)):
            if place >= 0:
                moved[place] = len(room.ids)
            # Where a row stood before nothing is left.
            if place < 0 or (self.places[pk] == place and pk not in own):
                room.places[pk] = len(room.ids)
            room.moments.append(moment)
            room.ids.append(pk)
        return room.moving(moved, first) if moved else room

    def moving(self, moved: dict[int, int], first: int) -> "Bitmaps":
        """The same with what stood at `first` and behind at its new places."""

        def shifted(bits: FrozenBitMap) -> FrozenBitMap:
            kept = bits.rank(first - 1) if first else 0
            return bits[:kept] | FrozenBitMap([moved[place] for place in bits[kept:]])

        maps = {
            fact: {value: shifted(bits) for value, bits in of_value.items()}
            for fact, of_value in self.maps.items()
        }
        return replace(self, maps=maps)


def bitmaps_of(facts: Facts, rows: Iterable[Row]) -> Bitmaps:
    """Bitmaps of these rows, which come from the oldest to the newest; else ValueError."""
    places = RowPlaces()
    moments, ids = array("q"), array("q")

    def placed() -> Iterator[Row]:
        latest: Key = (-1, -1)
        for row in rows:
            if row[:2] <= latest:
                raise ValueError(f"{row.id} is older than {latest[1]}")
            latest = row[:2]
            places[row.id] = len(ids)
            moments.append(row.moment)
            ids.append(row.id)
            yield row

    return Bitmaps(places, moments, ids, _maps(facts, placed(), places))


def _maps(facts: Facts, rows: Iterable[Row], places: RowPlaces) -> dict[str, OfValue]:
    found = [defaultdict[Any, "array[int]"](lambda: array("I")) for _ in facts]
    for row in rows:
        place = places[row.id]
        for of_value, value in zip(found, row.values, strict=True):
            for each in value if type(value) is tuple else (value,):
                of_value[each].append(place)
    return {
        fact: {value: FrozenBitMap(taken) for value, taken in of_value.items()}
        for fact, of_value in zip(facts, found, strict=True)
    }
