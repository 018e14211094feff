"""Fairs: the list, one fair with its figures and pictures, and who takes part."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jobs import filter_masks
from jobs.charts import Row, bar_chart
from jobs.choices import FairRole
from jobs.fair_figures import figures_of
from jobs.filter_masks import Masked
from jobs.models import Fair
from jobs.views import tallies
from jobs.views.cancelled import says_if_cancelled
from jobs.views.halls import halls_of
from jobs.views.pages import numbers_of, page_of

EMPLOYERS_ON_FAIR_PAGE = 8


@login_not_required
@require_safe
def fair_list(request: HttpRequest) -> HttpResponse:
    """The announced fairs, with what the system counts of each."""
    fairs = Fair.objects.announced().with_counts()
    return render(request, "jobs/fair_list.html", {"fairs": fairs})


@login_not_required
@require_safe
@says_if_cancelled
def fair_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One fair: figures as reported beside the system's, pictures, halls, first employers."""
    fairs = Fair.objects.announced().with_counts().select_related("series")
    fair = get_object_or_404(fairs, slug=slug)
    participations = fair.participations.taking_part().with_listing().by_booth()
    context = {
        "fair": fair,
        "hosts": _hosts(fair),
        "figures": figures_of(fair),
        "halls": halls_of(fair),
        "participations": participations[:EMPLOYERS_ON_FAIR_PAGE],
        **_pictures(filter_masks.having("fair", fair.pk)),
    }
    return render(request, "jobs/fair_detail.html", context)


def _hosts(fair: Fair) -> list[tuple[str, list[str]]]:
    """主办 and then 承办, each with its organizations; a role that nobody has is left out."""
    hosts = list(fair.hosts.select_related("organization"))
    by_role = {
        role: [host.organization.name for host in hosts if host.role == role] for role in FairRole
    }
    return [(str(role.label), names) for role, names in by_role.items() if names]


def _pictures(posts: Masked) -> dict[str, Any]:
    """Posts by industry and by region, each as rows of a table and as a picture.

    Every public post names its region but not always an industry, so the regions give the total.
    """
    emerging, sections = tallies.by_industry(posts)
    regions = tallies.by_region(posts)
    rest = regions.total - sum(tally.count for tally in emerging)
    without_section = regions.total - sum(tally.count for tally in sections)
    if emerging:
        rows = [*_rows(emerging), Row("其他行业", rest, is_away=True)]
    else:
        rows = [*_rows(sections), Row("未注明", without_section, is_away=True)]
    places = _rows(regions.places)
    if regions.elsewhere:
        places.append(Row("京津冀其他地区", regions.elsewhere_count, is_away=True))
    return {
        "emerging": emerging,
        "rest": rest,
        "sections": sections,
        "without_section": without_section,
        "regions": regions,
        "industry_chart": bar_chart([row for row in rows if row.count]),
        "region_chart": bar_chart(places),
    }


def _rows(found: Sequence[tallies.Tally]) -> list[Row]:
    return [Row(tally.name, tally.count) for tally in found]


@login_not_required
@require_safe
@says_if_cancelled
def fair_employers(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone who takes part, in the order of halls and booths."""
    fair = get_object_or_404(Fair.objects.announced(), slug=slug)
    page = page_of(request, fair.participations.taking_part().with_listing().by_booth())
    context = {"fair": fair, "page": page, "numbers": numbers_of(page)}
    return render(request, "jobs/fair_employers.html", context)
