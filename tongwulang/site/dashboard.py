"""The admin's first page: what must be done today, what there is, and where it is."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.charts import BarChart, Row, bar_chart
from jobs.days import start_of
from jobs.models import Booth, Employer, Fair, ImportRun, Participation, Posting
from jobs.worklists import WORKLISTS, list_link, number_of
from tongwulang.accounts.scoped_admin import narrowed
from tongwulang.regions.models import Industry, Region

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WEEKS = 12
# What is looked up on one's feet, in a hall.
SHORTCUTS: tuple[tuple["StrOrPromise", type[models.Model]], ...] = (
    (_("找单位"), Employer),
    (_("看岗位"), Posting),
    (_("查展位"), Booth),
    (_("参会单位"), Participation),
)
# Fairs to come that are named; the list has the others.
FAIRS = 5


@dataclass(frozen=True)
class Picture:
    """A chart with the name of what it counts."""

    key: str
    title: "StrOrPromise"
    of: "StrOrPromise"
    chart: BarChart


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Adds the page's numbers to what the theme shows; each is of the person's own rows."""
    lists = {model: lists for model, lists in WORKLISTS.items() if _may_view(request, model)}
    numbers = [
        (one.waits, number_of(one, narrowed(model._default_manager.all(), request)))
        for model, found in lists.items()
        for one in found
    ]
    waiting = [number for waits, number in numbers if waits]
    return {
        **context,
        "title": _("工作台"),
        "shortcuts": _shortcuts(request),
        "waiting": [number for number in waiting if number.count],
        "nothing_waits": [number for number in waiting if not number.count],
        "standing": [number for waits, number in numbers if not waits],
        "fairs": Fair.objects.coming()[:FAIRS] if Fair in lists else [],
        "pictures": _pictures(request) if Posting in lists else [],
    }


def _shortcuts(request: HttpRequest) -> list[tuple["StrOrPromise", str]]:
    """Lists, and the page where a workbook is handed in."""
    found = [(label, list_link(model)) for label, model in SHORTCUTS if _may_view(request, model)]
    if admin.site.get_model_admin(ImportRun).has_add_permission(request):
        found.append((_("导入表格"), reverse("admin:jobs_importrun_add")))
    return found


def _may_view(request: HttpRequest, model: type[models.Model]) -> bool:
    return admin.site.get_model_admin(model).has_view_permission(request)


def _pictures(request: HttpRequest) -> list[Picture]:
    posts = Posting.objects.visible_to(request.user)
    industries = posts.published().counts_by("industry")
    regions = posts.published().counts_by("region")
    is_open = _("公开中的岗位")
    return [
        Picture("week", _("每周发布"), _("发布的岗位"), _by_week(posts)),
        Picture("industry", _("按行业"), is_open, bar_chart(_industry_rows(industries))),
        Picture("region", _("按地区"), is_open, bar_chart(_region_rows(regions))),
    ]


def _industry_rows(counts: Mapping[Any, int]) -> list[Row]:
    names = Industry.objects.in_bulk([code for code in counts if code])
    rows = _named(counts, lambda code: str(names[code]), "industry__code__exact")
    if None in counts:
        link = list_link(Posting, list="no_industry")
        rows.append(Row(str(_("未注明")), counts[None], is_away=True, link=link))
    return rows


def _region_rows(counts: Mapping[Any, int]) -> list[Row]:
    names = Region.objects.in_bulk([code for code in counts if code])
    return _named(counts, lambda code: names[code].name, "region__code__exact")


def _named(counts: Mapping[Any, int], name: Callable[[Any], str], parameter: str) -> list[Row]:
    return [
        Row(name(code), count, link=list_link(Posting, list="open", **{parameter: code}))
        for code, count in counts.items()
        if code
    ]


def _by_week(posts: Any) -> BarChart:
    """The posts published in each of the last weeks, from Monday, the present one last."""
    today = timezone.localdate()
    monday = today - dt.timedelta(days=today.weekday())
    starts = [monday - dt.timedelta(weeks=back) for back in reversed(range(WEEKS))]
    spans = [(start_of(day), start_of(day + dt.timedelta(weeks=1))) for day in starts]
    counts = posts.counts_by_span(spans)
    return bar_chart(
        [_week(day, span, count) for day, span, count in zip(starts, spans, counts, strict=True)]
    )


def _week(day: dt.date, span: tuple[dt.datetime, dt.datetime], count: int) -> Row:
    last = day + dt.timedelta(days=6)
    link = list_link(Posting, published_at__gte=span[0], published_at__lt=span[1])
    label = _("%(month)s月%(day)s日至%(last_month)s月%(last)s日") % {
        "month": day.month,
        "day": day.day,
        "last_month": last.month,
        "last": last.day,
    }
    return Row(str(label), count, link=link)
