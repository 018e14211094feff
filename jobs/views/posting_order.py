"""The orders of the list of posts, and where in one a page stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

from jobs.filter_masks import Masked, ids_by_relevance
from jobs.filters import PostingFilterSet
from jobs.models.posting_search import NEWEST_RANKED
from jobs.row_counts import COUNTED
from jobs.templatetags.links import encoded, kept_pairs
from jobs.views.pages import PER_PAGE, page_of

RELEVANCE, NEWEST, PAY = "relevance", "newest", "pay"
# From the first to before the last, behind a row if one is given: the id comes last in each.
Rows = Callable[..., list[Any]]


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
    if order == RELEVANCE:
        ranked = page_of(request, ids_by_relevance(filterset.query, found))
        return ListPage(list(ranked), ranked)
    if order == PAY and filterset.query:
        found = found.of_newest(COUNTED)
    rows: Rows = found.newest if order == NEWEST else found.best_paid
    after = _values(request.GET.get("after", ""), 2 if order == NEWEST else 3)
    if after:
        return _page_after(rows, after)
    page = page_of(request, _Numbered(rows, min(found.total, COUNTED)))
    shown = list(page)
    is_all = found.is_exact and found.total <= COUNTED
    more = "" if page.has_next() or is_all or filterset.query else _token(shown[-1])
    return ListPage([row[-1] for row in shown], page, more)


class _Numbered(Sequence[Any]):
    """As many rows as are counted, of which a page reads its own."""

    def __init__(self, rows: Rows, count: int) -> None:
        self.rows = rows
        self.length = count

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: Any) -> Any:
        return self.rows(place.start, place.stop)


def _page_after(rows: Rows, after: tuple[int, ...]) -> ListPage:
    found = rows(0, PER_PAGE + 1, after)
    shown = found[:PER_PAGE]
    more = _token(shown[-1]) if len(found) > PER_PAGE else ""
    return ListPage([row[-1] for row in shown], None, more)


def _token(row: tuple[int, ...]) -> str:
    return "-".join(map(str, row))


def _values(token: str, width: int) -> tuple[int, ...] | None:
    """What `_token` made of a row; None for anything else."""
    parts = token.split("-")
    is_row = len(parts) == width and all(
        part.isascii() and part.isdigit() and len(part) < 19 for part in parts
    )
    return tuple(map(int, parts)) if is_row else None


def order_links(request: HttpRequest, filterset: PostingFilterSet, order: str) -> list[Any]:
    """(label, query string, whether it is the present one) of every order that can be had."""
    labels = {RELEVANCE: _("最相关"), NEWEST: _("最新"), PAY: _("薪资高")}
    if not filterset.query:
        del labels[RELEVANCE]
    kept = [encoded(name, value) for name, value in kept_pairs(request.GET, "sort")]
    return [
        (label, "&".join((*kept, encoded("sort", name))), name == order)
        for name, label in labels.items()
    ]


def bound_note(filterset: PostingFilterSet, order: str, found: Masked) -> str:
    """What the page says when only the newest of what was found were put in order."""
    bound = {RELEVANCE: NEWEST_RANKED, PAY: COUNTED}.get(order, 0)
    if not filterset.query or not bound or (found.is_exact and found.total <= bound):
        return ""
    how = _("按相关度") if order == RELEVANCE else _("按薪资")
    return _("%(how)s只排列其中最新的 %(bound)s 个") % {"how": how, "bound": f"{bound:,}"}
