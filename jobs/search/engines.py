"""The engine of each database behind one interface."""

from typing import Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper

from jobs.search import postgres, sqlite
from jobs.search.document import SearchDocument
from jobs.search.query import Keys, Query, Sequence


class Engine(Protocol):
    """What a database does for search; both modules offer it."""

    DB_TYPE: str
    MATCHED: str
    NEWEST: dict[str, tuple[str, ...]]

    def column(self, document: SearchDocument) -> str: ...

    def expression(self, query: Query, keys: Keys) -> str: ...

    def prefix_expression(self, tokens: Sequence, *, is_title: bool) -> str: ...

    def newest_ids(
        self, connection: BaseDatabaseWrapper, table: str, query: Query, keys: Keys, most: int
    ) -> list[int]: ...

    def install(self, connection: BaseDatabaseWrapper, table: str) -> bool: ...

    def missing_parts(self, connection: BaseDatabaseWrapper, table: str) -> list[str]: ...

    def uninstall(self, connection: BaseDatabaseWrapper, table: str) -> None: ...

    def refresh(self, connection: BaseDatabaseWrapper, table: str) -> None: ...


ENGINES: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgres}


def engine_of(connection: BaseDatabaseWrapper) -> Engine:
    """The engine of this connection's database. Raises ImproperlyConfigured for any other."""
    try:
        return ENGINES[connection.vendor]
    except KeyError:
        raise ImproperlyConfigured(f"没有用于 {connection.vendor} 数据库的搜索引擎。") from None
