"""Keeps the notes of changes whole around a migration."""

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from jobs.changes.engines import engine_of
from jobs.changes.marks import MARKS, TABLE


def ensure_change_notes(using: str) -> None:
    """Put in place what notes changes, once every table that it watches is there."""
    connection = connections[using]
    if _has_tables(connection):
        engine_of(connection).install(connection)


def release_tables(using: str) -> None:
    """Take away what would keep a migration from remaking a table."""
    engine_of(connections[using]).uninstall(connections[using])


def missing_parts(using: str) -> list[str]:
    """Names of triggers that should be there and are not; none before migrating."""
    connection = connections[using]
    return engine_of(connection).missing_parts(connection) if _has_tables(connection) else []


def _has_tables(connection: BaseDatabaseWrapper) -> bool:
    return {TABLE, *MARKS} <= set(connection.introspection.table_names())
