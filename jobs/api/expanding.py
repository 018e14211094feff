"""Puts documents into documents: `?expand=employer` saves a call for each post."""

from typing import Any

from django.db.models import QuerySet

from jobs.api.asked import Asked
from jobs.api.documents import Reader, Row, fields_of
from jobs.api.resources import Expansion


def read(asked: Asked, rows: QuerySet[Any], site: str, further: tuple[str, ...] = ()) -> list[Row]:
    """The documents asked for, with their expansions; each expansion costs the same few queries,
    however many documents there are."""
    wanted = {name: asked.resource.expansions[name] for name in asked.expand}
    names = dict.fromkeys((*asked.names, *(one.field for one in wanted.values())))
    read = Reader(asked.resource.document, tuple(names)).read(rows, site, further)
    for name, expansion in wanted.items():
        _put_in([row.document for row in read], name, expansion, site)
    for name in names:
        if name not in asked.names:
            for row in read:
                del row.document[name]
    return read


def _put_in(documents: list[dict[str, Any]], name: str, expansion: Expansion, site: str) -> None:
    keys = {key for document in documents for key in _keys(document, expansion)}
    inner = Reader(expansion.document, tuple(fields_of(expansion.document)))
    rows = expansion.rows().filter(**{f"{expansion.document.KEY}__in": keys})
    found = {row.key: row.document for row in inner.read(rows, site)}
    for document in documents:
        values = [found[key] for key in _keys(document, expansion) if key in found]
        document[name] = values if expansion.is_many else next(iter(values), None)


def _keys(document: dict[str, Any], expansion: Expansion) -> list[Any]:
    value = document[expansion.field]
    if expansion.is_many:
        return list(value)
    return [] if value is None else [value]
