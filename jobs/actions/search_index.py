"""Keeps the search index whole: after a migration, and anew on demand."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from jobs.models import Employer, Posting
from jobs.models.search_field import SearchedQuerySet
from jobs.search.engines import engine_of

SEARCHED = (Employer, Posting)
CHUNK = 1_000


def ensure_search_index(using: str) -> None:
    """Put back what a migration dropped (Django remakes SQLite tables without their triggers), and
    segment rows that were there before the search columns.
    """
    connection = connections[using]
    for model in SEARCHED:
        if _has_search_column(connection, model._meta.db_table):
            engine_of(connection).install(connection, model._meta.db_table)
            for _done in _refill(model.objects.using(using).unsegmented()):
                pass


def missing_parts(using: str) -> list[str]:
    """Names of indexes and triggers that should be there and are not; none before migrating."""
    connection = connections[using]
    return [
        name
        for model in SEARCHED
        if _has_search_column(connection, model._meta.db_table)
        for name in engine_of(connection).missing_parts(connection, model._meta.db_table)
    ]


def rebuild_search(using: str, report: Callable[[str, int], Any]) -> None:
    """Segment every row anew, in chunks of their own transactions; the site goes on serving.

    `report` hears the model's name and how many of its rows are done. A row written meanwhile is
    segmented by its writer, then once more here.
    """
    connection = connections[using]
    for model in SEARCHED:
        engine_of(connection).install(connection, model._meta.db_table)
        for done in _refill(model.objects.using(using).all()):
            report(str(model._meta.verbose_name), done)


def _refill(rows: SearchedQuerySet[Any]) -> Iterator[int]:
    """Segments the rows a chunk at a time; yields how many are done so far."""
    done = 0
    for pks in _chunks(rows):
        rows.model._default_manager.using(rows.db).refill_search(pks)
        done += len(pks)
        yield done


def _chunks(rows: SearchedQuerySet[Any]) -> Iterator[list[int]]:
    last = 0
    while pks := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield pks
        last = pks[-1]


def _has_search_column(connection: BaseDatabaseWrapper, table: str) -> bool:
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return False
        columns = connection.introspection.get_table_description(cursor, table)
    return "search" in {column.name for column in columns}
