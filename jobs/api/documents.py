"""Documents: what the API says of one row.

A serializer declares the fields, for the schema and for us; rows are read straight from its
columns. (Serializing instances one by one costs more than ten times as much.)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from rest_framework import serializers


class Computed(serializers.Field):
    """A field that is made of several columns of its row."""

    columns: tuple[str, ...] = ()

    def value_of(self, *values: Any) -> Any:
        raise NotImplementedError


class PageAddress(Computed, serializers.URLField):
    """The page for people; `{site}` is where this API is asked."""

    def __init__(self, path: str, columns: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)
        self.path, self.columns = path, columns

    def value_of(self, *values: Any) -> str:
        return self.path.format(*values)


class Related(serializers.ListField):
    """What other tables say of the rows: `load(keys)` gives a list for each key that has any."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def load(self, keys: Sequence[Any]) -> dict[Any, list[Any]]:
        raise NotImplementedError


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


class Row(NamedTuple):
    """A row that was read: its key, the further columns asked for, and its document."""

    key: Any
    further: tuple[Any, ...]
    document: dict[str, Any]


@dataclass(frozen=True)
class Reader:
    """Reads these fields of these documents."""

    document: type[Document]
    names: tuple[str, ...]

    def read(self, rows: QuerySet[Any], site: str, further: tuple[str, ...] = ()) -> list[Row]:
        """In the order of `rows`; one query, and one for each related field.

        `site` is put before addresses of pages.
        """
        declared = fields_of(self.document)
        fields = {name: declared[name] for name in self.names}
        computed = {name: one for name, one in fields.items() if isinstance(one, Computed)}
        related = {name: one for name, one in fields.items() if isinstance(one, Related)}
        plain = {
            name: str(one.source).replace(".", "__")
            for name, one in fields.items()
            if name not in computed and name not in related
        }
        needed = [path for one in computed.values() for path in one.columns]
        # Each column once: several fields may read the same one.
        paths = tuple(dict.fromkeys((*plain.values(), self.document.KEY, *further, *needed)))
        place = {path: number for number, path in enumerate(paths)}
        values = list(rows.values_list(*paths))
        key, others = place[self.document.KEY], [place[path] for path in further]
        read = [
            Row(row[key], tuple(row[n] for n in others), document)
            for row, document in zip(values, _plain(values, plain, place), strict=True)
        ]
        _add_computed(read, values, computed, place, site)
        _add_related(read, related)
        return read


def _plain(
    values: list[tuple[Any, ...]], plain: dict[str, str], place: dict[str, int]
) -> list[dict[str, Any]]:
    names, places = tuple(plain), [place[path] for path in plain.values()]
    if places == list(range(len(places))):
        return [dict(zip(names, row, strict=False)) for row in values]
    return [{name: row[n] for name, n in zip(names, places, strict=True)} for row in values]


def _add_computed(
    read: list[Row],
    values: list[tuple[Any, ...]],
    computed: dict[str, Computed],
    place: dict[str, int],
    site: str,
) -> None:
    for name, one in computed.items():
        places = [place[path] for path in one.columns]
        for row, columns in zip(read, values, strict=True):
            value = one.value_of(*(columns[n] for n in places))
            row.document[name] = site + value if isinstance(one, PageAddress) else value


def _add_related(read: list[Row], related: dict[str, Related]) -> None:
    keys = [row.key for row in read]
    for name, one in related.items():
        found = one.load(keys) if keys else {}
        for row in read:
            row.document[name] = found.get(row.key, [])
