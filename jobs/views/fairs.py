"""Fairs: the list, one fair with its figures and pictures, and who takes part."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jobs.charts import Row, bar_chart
from jobs.models import Fair, Posting
from jobs.models.posting import PostingQuerySet
from jobs.views import tallies
from jobs.views.fair_figures import figures_of
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
def fair_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One fair: figures as reported beside the system's, pictures, halls, first employers."""
    fair = get_object_or_404(Fair.objects.announced().with_counts(), slug=slug)
    participations = fair.participations.taking_part().with_listing().by_booth()
    context = {
        "fair": fair,
        "hosts": fair.hosts.select_related("organization"),
        "figures": figures_of(fair),
        "halls": halls_of(fair),
        "participations": participations[:EMPLOYERS_ON_FAIR_PAGE],
        **_pictures(Posting.objects.published().at_fair(fair)),
    }
    return render(request, "jobs/fair_detail.html", context)


def _pictures(posts: PostingQuerySet) -> dict[str, Any]:
    """Posts by industry and by region, each as rows of a table and as a picture."""
    emerging = tallies.by_emerging_industry(posts)
    sections = tallies.by_section(posts)
    regions = tallies.by_region(posts)
    rows = [Row(tally.name, tally.count) for tally in emerging]
    rest = sum(tally.count for tally in sections) - sum(tally.count for tally in emerging)
    places = [Row(place.name, place.count) for place in regions.places]
    if regions.elsewhere:
        places.append(Row("京津冀其他地区", regions.elsewhere_count, is_away=True))
    return {
        "emerging": emerging,
        "sections": sections,
        "regions": regions,
        "industry_chart": bar_chart(
            [*rows, Row("其他行业", rest, is_away=True)] if rest > 0 else rows
        ),
        "region_chart": bar_chart(places),
    }


@login_not_required
@require_safe
def fair_employers(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone who takes part, in the order of halls and booths."""
    fair = get_object_or_404(Fair.objects.announced(), slug=slug)
    page = page_of(request, fair.participations.taking_part().with_listing().by_booth())
    context = {"fair": fair, "page": page, "numbers": numbers_of(page)}
    return render(request, "jobs/fair_employers.html", context)
