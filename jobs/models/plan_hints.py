"""Conditions in the form that lets the planner read a list straight from its index."""

from typing import Any

from django.db.models import Func


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
