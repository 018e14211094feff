"""Puts documents into documents: `?expand=employer` saves a call for each post."""

from collections.abc import Collection, Sequence
from typing import Any

from jobs.api.asked import Asked
from jobs.api.documents import Reader, fields_of
from jobs.api.resources import Expansion


def read(asked: Asked, keys: Sequence[Any], site: str) -> dict[Any, dict[str, Any]]:
    """The public documents with these keys, with their expansions; each expansion costs the same
    few queries, however many documents there are."""
    wanted = {name: asked.resource.expansions[name] for name in asked.expand}
    names = dict.fromkeys((*asked.names, *(one.field for one in wanted.values())))
    reader = Reader(asked.resource.document, tuple(names), asked.resource.public)
    found = reader.read(keys, site)
    for name, expansion in wanted.items():
        _put_in(found.values(), name, expansion, site)
    for name in names:
        if name not in asked.names:
            for document in found.values():
                del document[name]
    return found


def _put_in(
    documents: Collection[dict[str, Any]], name: str, expansion: Expansion, site: str
) -> None:
    keys = {key for document in documents for key in _keys(document, expansion)}
    inner = Reader(expansion.document, tuple(fields_of(expansion.document)), expansion.rows)
    found = inner.read(list(keys), site)
    for document in documents:
        values = [found[key] for key in _keys(document, expansion) if key in found]
        document[name] = values if expansion.is_many else next(iter(values), None)


def _keys(document: dict[str, Any], expansion: Expansion) -> list[Any]:
    value = document[expansion.field]
    if expansion.is_many:
        return list(value)
    return [] if value is None else [value]
