"""The orders of the list of posts, and where in one a page stands."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

from jobs.filter_masks import Masked
from jobs.filters import PostingFilterSet
from jobs.models.posting_indexes import BEST_PAID
from jobs.models.posting_indexes import NEWEST as NEWEST_COLUMNS
from jobs.models.posting_search import NEWEST_RANKED
from jobs.row_counts import COUNTED
from jobs.views.pages import PER_PAGE, page_of
from jobs.views.posting_choices import POSITIONS

RELEVANCE, NEWEST, PAY = "relevance", "newest", "pay"
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


def order_of(request: HttpRequest, filterset: PostingFilterSet) -> str:
    """What `?sort=` asks for; without it, relevance where something is searched, else newest."""
    allowed = (RELEVANCE, NEWEST, PAY) if filterset.query else (NEWEST, PAY)
    asked = request.GET.get("sort", "")
    return asked if asked in allowed else allowed[0]


@dataclass(frozen=True)
class ListPage:
    """Ids of the posts of a page. `page` numbers it; None deep in a list that is too long to.

    `next_after` is where the next page begins when numbers no longer say it.
    """

    ids: list[int]
    page: Page[Any] | None
    next_after: str = ""


def list_page(
    request: HttpRequest, filterset: PostingFilterSet, order: str, found: Masked
) -> ListPage:
    """The page that `?page=` asks for, or the one that begins after `?after=`."""
    if filterset.query and order != NEWEST:
        page = page_of(request, _ranked(filterset, order))
        return ListPage(list(page), page)
    rows_of, columns = (
        (filterset.newest_rows, NEWEST_COLUMNS)
        if order == NEWEST
        else (filterset.best_paid_rows, BEST_PAID)
    )
    if after := _values(request.GET.get("after", ""), columns):
        return _page_after(rows_of(after))
    page = page_of(request, _Rows(rows_of(), min(found.total, COUNTED)))
    rows = list(page)
    is_all = found.is_exact and found.total <= COUNTED
    more = "" if page.has_next() or is_all or filterset.query else _token(rows[-1])
    return ListPage([row[-1] for row in rows], page, more)


def _ranked(filterset: PostingFilterSet, order: str) -> list[int]:
    """Ids in an order that no index has: of the newest matches only; the page says so."""
    if order == PAY:
        return filterset.narrowed_without().best_paid_of_newest_matches(COUNTED)
    others = filterset.narrowed_without("q")
    return others.by_relevance(filterset.query, is_relaxed=False).ids


class _Rows(Sequence[tuple[Any, ...]]):
    """As many rows as are counted, of which a page reads its own."""

    def __init__(self, rows: Any, count: int) -> None:
        self.rows = rows
        self.length = count

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: Any) -> Any:
        return list(self.rows[place])


def _page_after(found: Any) -> ListPage:
    rows = list(found[: PER_PAGE + 1])
    shown = rows[:PER_PAGE]
    more = _token(shown[-1]) if len(rows) > PER_PAGE else ""
    return ListPage([row[-1] for row in shown], None, more)


def _token(row: tuple[Any, ...]) -> str:
    """The values of the columns, as numbers; a moment in microseconds."""
    return "-".join(
        str((value - _EPOCH) // _MICROSECOND if isinstance(value, dt.datetime) else value)
        for value in row
    )


def _values(token: str, columns: tuple[str, ...]) -> tuple[Any, ...] | None:
    """What `_token` made of a row; None for anything else."""
    parts = token.split("-")
    if len(parts) != len(columns) or not all(
        part.isascii() and part.isdigit() and len(part) < 19 for part in parts
    ):
        return None
    numbers: list[Any] = [int(part) for part in parts]
    try:
        numbers[-2] = _EPOCH + numbers[-2] * _MICROSECOND
    except OverflowError:
        return None
    return tuple(numbers)


def order_links(request: HttpRequest, filterset: PostingFilterSet, order: str) -> list[Any]:
    """(label, query string, whether it is the present one) of every order that can be had."""
    labels = {RELEVANCE: _("最相关"), NEWEST: _("最新"), PAY: _("薪资高")}
    if not filterset.query:
        del labels[RELEVANCE]
    links = []
    for name, label in labels.items():
        params = request.GET.copy()
        for gone in POSITIONS:
            params.pop(gone, None)
        params["sort"] = name
        links.append((label, params.urlencode(), name == order))
    return links


def bound_note(filterset: PostingFilterSet, order: str, found: Masked) -> str:
    """What the page says when only the newest of what was found were put in order."""
    bound = {RELEVANCE: NEWEST_RANKED, PAY: COUNTED}.get(order, 0)
    if not filterset.query or not bound or (found.is_exact and found.total <= bound):
        return ""
    how = _("按相关度") if order == RELEVANCE else _("按薪资")
    return _("%(how)s只排列其中最新的 %(bound)s 个") % {"how": how, "bound": f"{bound:,}"}
