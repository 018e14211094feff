"""The orders of a list, and what comes after a row in one: pages without offsets."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy


@dataclass(frozen=True)
class Column:
    """A column of an order; rows without a value come last."""

    path: str
    is_descending: bool = False
    is_nullable: bool = False

    @property
    def expression(self) -> OrderBy:
        last = True if self.is_nullable else None
        column = F(self.path)
        return column.desc(nulls_last=last) if self.is_descending else column.asc(nulls_last=last)

    def beyond(self, value: Any) -> Q | None:
        """Rows that come later in this column; None if none can."""
        if value is None:
            return None
        later = Q((f"{self.path}__{'lt' if self.is_descending else 'gt'}", value))
        return later | Q((f"{self.path}__isnull", True)) if self.is_nullable else later

    def from_on(self, value: Any) -> Q:
        """Rows that come no earlier: tells the database where to start in its index."""
        if value is None:
            return Q((f"{self.path}__isnull", True))
        from_on = Q((f"{self.path}__{'lte' if self.is_descending else 'gte'}", value))
        return from_on | Q((f"{self.path}__isnull", True)) if self.is_nullable else from_on


@dataclass(frozen=True)
class Order:
    """Columns of which the last is unique."""

    columns: tuple[Column, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(column.path for column in self.columns)

    def sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.order_by(*(column.expression for column in self.columns))

    def after(self, rows: QuerySet[Any], values: list[Any]) -> QuerySet[Any]:
        """The rows that come after the row with these values.

        Raises ValueError or TypeError for values that cannot be of a row.
        """
        values = [self._value(*pair) for pair in zip(self.columns, values, strict=True)]
        equal, later = Q(), Q(pk__in=[])
        for column, value in zip(self.columns, values, strict=True):
            beyond = column.beyond(value)
            if beyond is not None:
                later |= equal & beyond
            equal &= Q((column.path, value)) if value is not None else column.from_on(None)
        return rows.filter(self.columns[0].from_on(values[0]), later)

    def _value(self, column: Column, value: Any) -> Any:
        if column.path.endswith("_at"):
            return dt.datetime.fromisoformat(value)
        if not isinstance(value, int | str) and not (value is None and column.is_nullable):
            raise ValueError(column.path)
        return value


def by(*paths: str, nullable: str = "") -> Order:
    """by("-salary_max", "-id", nullable="salary_max")"""
    return Order(
        tuple(
            Column(path.lstrip("-"), path.startswith("-"), path.lstrip("-") == nullable)
            for path in paths
        )
    )
