"""Numbered pages of a list."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 24


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any]) -> Page[Any]:
    """The page that `?page=` asks for.

    A number past the end gives the last page, and what is no number the first: posts expire, so
    a shared link to a far page goes on working.
    """
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def numbers_of(page: Page[Any]) -> list[int | str]:
    """The page numbers to show, with gaps; few enough for a phone."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
