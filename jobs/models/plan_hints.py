"""Conditions in the form that lets the planner read a list straight from its index."""

from typing import Any

from django.db.models import BooleanField, F, Func, Value
from django.db.models.expressions import Combinable


class Unindexed(Func):
    """A column that no index may be entered by; it can still be read from the index in use.

    SQLite would enter the index of a column by several values and sort what it finds, all of it,
    where reading in order and skipping ends after a page. PostgreSQL weighs the two by itself.
    """

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)

    def _resolve_output_field(self) -> Any:
        return self.get_source_expressions()[0].output_field


class RowBefore(Func):
    """Whether the columns together come before these values, all in descending order.

    As one comparison of rows it is a place in the index to start from; as the usual OR of ANDs it
    would be a condition to try on every row before it, and equal moments of publishing are many.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(self, columns: tuple[str, ...], values: tuple[Any, ...]) -> None:
        self.width = len(columns)
        expressions: list[Combinable] = [F(column) for column in columns]
        super().__init__(*expressions, *(Value(value) for value in values))

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        parts = [compiler.compile(each) for each in self.get_source_expressions()]
        params = [param for _sql, given in parts for param in given]
        columns = ", ".join(sql for sql, _params in parts[: self.width])
        values = ", ".join(sql for sql, _params in parts[self.width :])
        return f"({columns}) < ({values})", params
