"""The orders of a list, and what comes after a row in one: pages without offsets."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

# Columns that hold text; those of days say so in their names, all others hold numbers.
TEXTS = frozenset({"code", "name", "slug"})
LARGEST = 2**63 - 1  # that a database takes


def whole(given: Any) -> int:
    """A number as a column holds it. Raises TypeError or ValueError for anything else."""
    if type(given) is not int:
        raise TypeError(given)
    if not 0 <= given <= LARGEST:
        raise ValueError(given)
    return given


@dataclass(frozen=True)
class Column:
    """A column of an order, which always has a value."""

    path: str
    is_descending: bool = False

    @property
    def expression(self) -> OrderBy:
        return F(self.path).desc() if self.is_descending else F(self.path).asc()

    def beyond(self, value: Any) -> Q:
        """Rows that come later in this column."""
        return Q((f"{self.path}__{'lt' if self.is_descending else 'gt'}", value))

    def from_on(self, value: Any) -> Q:
        """Rows that come no earlier: tells the database where to start in its index."""
        return Q((f"{self.path}__{'lte' if self.is_descending else 'gte'}", value))

    def value(self, given: Any) -> Any:
        """What a cursor says, as the column holds it; raises what `Order.values` does."""
        if self.path.endswith("_on"):
            return dt.date.fromisoformat(given)
        return _text(given) if self.path in TEXTS else whole(given)


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise TypeError(given)
    if "\0" in given:
        raise ValueError(given)
    return given


@dataclass(frozen=True)
class Order:
    """Columns of which the last is the key of the resource."""

    columns: tuple[Column, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(column.path for column in self.columns)

    def sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.order_by(*(column.expression for column in self.columns))

    def values(self, given: list[Any]) -> tuple[Any, ...]:
        """What a cursor says of a row, as values of the columns.

        Raises TypeError or ValueError for what cannot be of a row.
        """
        return tuple(column.value(one) for column, one in zip(self.columns, given, strict=True))

    def after(self, rows: QuerySet[Any], values: tuple[Any, ...]) -> QuerySet[Any]:
        """The rows that come after the row with these values."""
        equal, later = Q(), Q(pk__in=[])
        for column, value in zip(self.columns, values, strict=True):
            later |= equal & column.beyond(value)
            equal &= Q((column.path, value))
        return rows.filter(self.columns[0].from_on(values[0]), later)


def by(*paths: str) -> Order:
    """by("-year", "-slug")"""
    return Order(tuple(Column(path.lstrip("-"), path.startswith("-")) for path in paths))
