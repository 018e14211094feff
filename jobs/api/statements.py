"""Queries by key that are put into SQL once: for a page, that costs more than asking them."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

Build = Callable[[Sequence[Any]], "QuerySet[Any, Any]"]


def rows_by_keys(build: Build, keys: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What `build(keys)` selects, as the driver gives it: moments of SQLite's are naive, in UTC.

    `build` can be hashed and filters by `keys` once; of what changes it reads the day alone.
    """
    if not keys:
        return []
    sql, before, after = _statement(build, len(keys), timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(sql, (*before, *keys, *after))
        return cursor.fetchall()


@lru_cache(maxsize=1_000)
def _statement(
    build: Build, count: int, day: dt.date
) -> tuple[str, tuple[Any, ...], tuple[Any, ...]]:
    """The SQL for so many keys, and its parameters before and after them."""
    # No row has such keys; as text they are found again too.
    marks = [-number for number in range(1, count + 1)]
    sql, params = build(marks).query.sql_with_params()
    first = [str(param) for param in params].index(str(marks[0]))
    return sql, params[:first], params[first + count :]
