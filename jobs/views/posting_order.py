"""The orders of the list of posts: by relevance to what was searched, newest, or pay."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

from jobs.filters import PostingFilterSet
from jobs.models import Posting
from jobs.models.posting_search import NEWEST_RANKED
from jobs.views.pages import page_of

RELEVANCE, NEWEST, PAY = "relevance", "newest", "pay"


def order_of(request: HttpRequest, filterset: PostingFilterSet) -> str:
    """What `?sort=` asks for; without it, relevance where something is searched, else newest."""
    allowed = (RELEVANCE, NEWEST, PAY) if filterset.query else (NEWEST, PAY)
    asked = request.GET.get("sort", "")
    return asked if asked in allowed else allowed[0]


def ordered_page(request: HttpRequest, filterset: PostingFilterSet, order: str) -> Page[Any]:
    """The page of posts in this order, with what their cards show."""
    posts = filterset.narrowed_without()
    if order == NEWEST:
        return page_of(request, posts.with_card().newest_first())
    if order == PAY:
        return page_of(request, posts.with_card().best_paid_first())
    narrowed = filterset.narrowed_without("q")
    page = page_of(request, narrowed.by_relevance(filterset.query, is_relaxed=False).ids)
    page.object_list = Posting.objects.with_card().in_order_of(list(page))
    return page


def order_links(request: HttpRequest, filterset: PostingFilterSet, order: str) -> list[Any]:
    """(label, query string, whether it is the present one) of every order that can be had."""
    labels = {RELEVANCE: _("最相关"), NEWEST: _("最新"), PAY: _("薪资高")}
    if not filterset.query:
        del labels[RELEVANCE]
    links = []
    for name, label in labels.items():
        params = request.GET.copy()
        params.pop("page", None)
        params["sort"] = name
        links.append((label, params.urlencode(), name == order))
    return links


def bound_note(order: str, found: int) -> str:
    """What the page says when relevance ranked only the newest of what was found."""
    if order != RELEVANCE or found <= NEWEST_RANKED:
        return ""
    return _("按相关度只排列其中最新的 %(bound)s 个") % {"bound": f"{NEWEST_RANKED:,}"}
