"""A list: filtered, ordered and cut into pages that go on where the last one ended."""

from dataclasses import dataclass, field
from typing import Any

from jobs.api import cursors
from jobs.api.asked import RELEVANCE, Asked
from jobs.api.found import Found, RankedFound

State = dict[str, Any]


@dataclass
class Page:
    """One page, and what its envelope says."""

    results: list[dict[str, Any]]
    count: int = 0
    is_exact: bool = True
    state: State | None = None  # of the next page's cursor
    more: dict[str, Any] = field(default_factory=dict)


def page_of(asked: Asked, site: str) -> Page:
    """The page that the request asks for. Raises RefusedError."""
    state = cursors.decode(asked.params)
    found = (asked.resource.found or Found)(asked)
    counts = _counts(found, state)
    match found:
        case RankedFound() if asked.ordering == RELEVANCE:
            keys, further = _ranked(asked, found, state)
        case _:
            keys, further = _sorted(asked, found, state)
    documents = found.read(keys, site)
    page = Page([documents[key] for key in keys if key in documents], *counts)
    if further is not None:
        page.state = {**further, "count": counts}
    if asked.facets and isinstance(found, RankedFound):
        page.more["facets"] = {name: found.facet(name) for name in asked.facets}
    return page


def _sorted(asked: Asked, found: Found, state: State | None) -> tuple[list[Any], State | None]:
    """The keys of the page, and the state of the next one."""
    after = None
    if state is not None:
        try:
            after = asked.resource.orders[asked.ordering].values(state["after"])
        except (KeyError, TypeError, ValueError) as error:
            raise cursors.foreign() from error
    # One more than is shown tells whether there is a next page.
    places = found.places(after, asked.page_size + 1)
    shown = places[: asked.page_size]
    keys = [place[-1] for place in shown]
    return keys, {"after": shown[-1]} if len(places) > len(shown) else None


def _ranked(
    asked: Asked, found: RankedFound, state: State | None
) -> tuple[list[Any], State | None]:
    """By relevance: the cursor is a place in the ranking, which is made anew for each page."""
    start = (state or {}).get("from", 0)
    if not isinstance(start, int) or start < 0:
        raise cursors.foreign()
    keys = found.ranked()
    end = start + asked.page_size
    return keys[start:end], {"from": end} if len(keys) > end else None


def _counts(found: Found, state: State | None) -> tuple[int, bool]:
    """How many there are in all: taken once, on the first page, and handed on in the cursor."""
    match state and state.get("count"):
        case None:
            return found.count()
        case [int(count), bool(is_exact)]:
            return count, is_exact
    raise cursors.foreign()
