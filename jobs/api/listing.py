"""A list: filtered, ordered and cut into pages that go on where the last one ended."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from jobs.api import cursors, expanding
from jobs.api.asked import RELEVANCE, Asked, filtered
from jobs.row_counts import counted


@dataclass
class Page:
    """One page, and what its envelope says."""

    results: list[dict[str, Any]]
    count: int = 0
    is_exact: bool = True
    state: dict[str, Any] | None = None  # of the next page's cursor
    more: dict[str, Any] = field(default_factory=dict)


def page_of(asked: Asked, site: str) -> Page:
    """The page that the request asks for. Raises RefusedError."""
    state = cursors.decode(asked.params)
    filterset = filtered(asked) if asked.resource.filterset else None
    measured = asked.resource.measured(filterset) if asked.resource.measured else None
    rows = asked.resource.public() if filterset is None else filterset.qs
    counts = _counts(rows, measured, state)
    if asked.ordering == RELEVANCE:
        page = _ranked(asked, filterset, state, site)
    else:
        page = _sorted(asked, rows, state, site)
    page.count, page.is_exact = counts
    if page.state is not None:
        page.state["count"] = counts
    if asked.facets:
        facets = asked.resource.facets
        page.more["facets"] = {name: facets[name](measured) for name in asked.facets}
    return page


def _sorted(asked: Asked, rows: QuerySet[Any], state: dict[str, Any] | None, site: str) -> Page:
    order = asked.resource.orders[asked.ordering]
    rows = order.sorted(rows)
    if state is not None:
        try:
            rows = order.after(rows, state["after"])
        except (KeyError, TypeError, ValueError) as error:
            raise cursors.foreign() from error
    # One more than is shown tells whether there is a next page.
    read = expanding.read(asked, rows[: asked.page_size + 1], site, order.paths)
    shown = read[: asked.page_size]
    page = Page([row.document for row in shown])
    if len(read) > len(shown):
        page.state = {"after": shown[-1].further}
    return page


def _ranked(asked: Asked, filterset: Any, state: dict[str, Any] | None, site: str) -> Page:
    """By relevance: the cursor is a place in the ranking, which is made anew for each page."""
    assert asked.resource.ranked is not None  # noqa: S101 - `asked` has refused the others
    start = (state or {}).get("from", 0)
    if not isinstance(start, int) or start < 0:
        raise cursors.foreign()
    keys = asked.resource.ranked(filterset)
    end = start + asked.page_size
    page = Page(_in_order(asked, keys[start:end], site))
    if len(keys) > end:
        page.state = {"from": end}
    return page


def _counts(rows: QuerySet[Any], measured: Any, state: dict[str, Any] | None) -> tuple[int, bool]:
    """How many there are in all: taken once, on the first page, and handed on in the cursor."""
    match state and state.get("count"):
        case None if measured is not None:
            found = measured.without()
            return found.total, found.is_exact
        case None:
            return counted(rows)
        case [int(count), bool(is_exact)]:
            return count, is_exact
    raise cursors.foreign()


def _in_order(asked: Asked, keys: list[Any], site: str) -> list[dict[str, Any]]:
    """The documents of these rows, in this order."""
    rows = asked.resource.public().filter(**{f"{asked.resource.key}__in": keys})
    found = {row.key: row.document for row in expanding.read(asked, rows, site)}
    return [found[key] for key in keys if key in found]
