"""The way each database notes changes, behind one interface."""

from typing import Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper

from jobs.changes import postgres, sqlite


class Engine(Protocol):
    """What a database does for notes of changes; both modules offer it."""

    def install(self, connection: BaseDatabaseWrapper) -> None: ...

    def uninstall(self, connection: BaseDatabaseWrapper) -> None: ...

    def missing_parts(self, connection: BaseDatabaseWrapper) -> list[str]: ...

    def horizon(self, connection: BaseDatabaseWrapper) -> int: ...

    def reading(self, connection: BaseDatabaseWrapper, known: str) -> str: ...

    def unread(self, known: str) -> tuple[str, list[int]]: ...


ENGINES: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgres}


def engine_of(connection: BaseDatabaseWrapper) -> Engine:
    """The engine of this connection's database. Raises ImproperlyConfigured for any other."""
    try:
        return ENGINES[connection.vendor]
    except KeyError:
        raise ImproperlyConfigured(f"没有用于 {connection.vendor} 数据库的变更记录。") from None
