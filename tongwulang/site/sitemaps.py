"""What search engines are told of: what is public now, and nothing that has ended."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobs.models import Employer, Fair, Posting, Venue

PAGES = ("home", "posting_list", "fair_list", "veterans_home", "dependents_home", "about")


class RowSitemap(Sitemap):
    """Rows that have a page, in the order of their ids; 10,000 addresses a file."""

    limit = 10_000

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.rows = rows.order_by("pk")

    def items(self) -> QuerySet[Any]:
        return self.rows.all()

    def get_latest_lastmod(self) -> None:
        """Unknown: Django would load every row to tell."""


class PostingSitemap(RowSitemap):
    """Posts, with when each was last changed."""

    def lastmod(self, posting: Posting) -> dt.datetime:
        return posting.updated_at


class PageSitemap(Sitemap):
    """Pages that stand by themselves."""

    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


def _sections() -> dict[str, type[Sitemap] | Sitemap]:
    """Made anew for every request: what is published depends on the day."""
    return {
        "pages": PageSitemap(),
        "fairs": RowSitemap(Fair.objects.announced()),
        "venues": RowSitemap(Venue.objects.of_announced_fairs().select_related("fair")),
        "employers": RowSitemap(Employer.objects.verified().only("pk")),
        "postings": PostingSitemap(Posting.objects.published().only("pk", "updated_at")),
    }


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index of the files."""
    return views.index(request, _sections(), sitemap_url_name="sitemap_section")


@login_not_required
@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """One kind of page; `?p=` asks for a further file of it."""
    return views.sitemap(request, _sections(), section=section)
