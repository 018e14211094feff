"""Documents: what the API says of one row.

A serializer declares the fields, for the schema and for us; rows are read straight from its
columns. (Serializing instances one by one costs more than ten times as much.)
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import orjson
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from rest_framework import serializers

from jobs.api.statements import rows_by_keys


class Computed(serializers.Field, ABC):
    """A field that is made of several columns of its row."""

    columns: tuple[Any, ...] = ()  # names, or expressions

    @abstractmethod
    def value_of(self, *values: Any) -> Any:
        """What is shown of the values of its columns."""


class PageAddress(Computed, serializers.URLField):
    """The page for people; `{site}` is where this API is asked."""

    def __init__(self, path: str, columns: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)
        self.path, self.columns = path, columns

    def value_of(self, *values: Any) -> str:
        return self.path.format(*values)


class Texts(Computed, serializers.ListField):
    """A column of JSON that holds texts. Read as it is stored: decoding it there is slower."""

    child = serializers.CharField()

    def __init__(self, column: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.columns = (Cast(column, TextField()),)

    value_of = staticmethod(orjson.loads)


class Related(serializers.ListField, ABC):
    """What other tables say of the rows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    @abstractmethod
    def load(self, keys: Sequence[Any]) -> dict[Any, list[Any]]:
        """A list for each key that has any."""


class Document(serializers.Serializer[Any]):
    """Base of all documents. `KEY` is the column by which rows are known, `EXAMPLE` a document."""

    KEY = "id"
    EXAMPLE: Mapping[str, Any] = {}


@cache
def fields_of(document: type[Document]) -> dict[str, "serializers.Field[Any, Any, Any, Any]"]:
    """The document's fields, bound to their columns; never to be changed."""
    return dict(document().fields)


def grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    """(key, value) pairs as a list for each key."""
    found: dict[Any, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def encoded(value: Any) -> bytes:
    """As JSON; moments in UTC, as those without a zone are."""
    return orjson.dumps(value, option=orjson.OPT_UTC_Z | orjson.OPT_NAIVE_UTC)


@dataclass(frozen=True)
class Reader:
    """Reads these fields of the documents of `rows`, such as what is public."""

    document: type[Document]
    names: tuple[str, ...]
    rows: Callable[[], QuerySet[Any]]

    def read(self, keys: Sequence[Any], site: str) -> dict[Any, dict[str, Any]]:
        """The documents with these keys, by key; one query, and one for each related field.

        `site` is put before addresses of pages.
        """
        columns = _columns_of(self.document, self.names)
        values = rows_by_keys(self, keys)
        documents = [dict(zip(columns.plain, row, strict=False)) for row in values]
        _add_computed(documents, values, columns, site)
        found = {row[columns.place_of_key]: one for row, one in zip(values, documents, strict=True)}
        for name, one in columns.related.items():
            told = one.load(list(found)) if found else {}
            for key, document in found.items():
                document[name] = told.get(key, [])
        return found

    def __call__(self, keys: Sequence[Any]) -> "QuerySet[Any, Any]":
        """The query of `rows_by_keys`, which knows equal readers again."""
        rows = self.rows().order_by().filter(**{f"{self.document.KEY}__in": keys})
        return rows.values_list(*_columns_of(self.document, self.names).paths)


@dataclass(frozen=True)
class Columns:
    """What is read of a row for some fields: `paths` begins with those of the plain fields."""

    plain: tuple[str, ...]
    computed: dict[str, tuple[Computed, tuple[int, ...]]]
    related: dict[str, Related]
    paths: tuple[Any, ...]
    place_of_key: int


@lru_cache(maxsize=1_000)
def _columns_of(document: type[Document], names: tuple[str, ...]) -> Columns:
    fields = {name: fields_of(document)[name] for name in names}
    computed = {name: one for name, one in fields.items() if isinstance(one, Computed)}
    related = {name: one for name, one in fields.items() if isinstance(one, Related)}
    plain = {
        name: str(one.source).replace(".", "__")
        for name, one in fields.items()
        if name not in computed and name not in related
    }
    further = [path for one in computed.values() for path in one.columns]
    # The plain ones stand first, one for each field; the others each once.
    paths: list[Any] = [*plain.values()]
    paths += [path for path in dict.fromkeys((document.KEY, *further)) if path not in paths]
    places = {
        name: (one, tuple(paths.index(path) for path in one.columns))
        for name, one in computed.items()
    }
    return Columns(tuple(plain), places, related, tuple(paths), paths.index(document.KEY))


def _add_computed(
    documents: list[dict[str, Any]], values: list[tuple[Any, ...]], columns: Columns, site: str
) -> None:
    for name, (one, places) in columns.computed.items():
        told = map(one.value_of, *([row[place] for row in values] for place in places))
        if isinstance(one, PageAddress):
            told = map(site.__add__, told)
        for document, value in zip(documents, told, strict=True):
            document[name] = value
