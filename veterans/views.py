"""The two entrances: what the site has for veterans, and for the families of soldiers."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs import filter_masks
from jobs.choices import Audience
from jobs.models import Fair, Posting
from jobs.views import tallies
from jobs.views.hidden_posts import hidden_ids

NEWEST_AT_ENTRANCE = 6


@login_not_required
@require_safe
def veterans_home(request: HttpRequest) -> HttpResponse:
    """Posts, fairs, services and rights of veterans."""
    return render(request, "veterans/veterans_home.html", _entrance(request, Audience.VETERANS))


@login_not_required
@require_safe
def dependents_home(request: HttpRequest) -> HttpResponse:
    """Posts, fairs and rights of 随军家属 and of 随调随迁家属: two groups in law."""
    return render(request, "veterans/dependents_home.html", _entrance(request, Audience.DEPENDENTS))


def _entrance(request: HttpRequest, audience: Audience) -> dict[str, Any]:
    mine = Posting.objects.published().for_audience(audience).exclude(pk__in=hidden_ids(request))
    return {
        "audience": audience,
        "audiences": filter_masks.everything().by_audience(),
        "regions": tallies.by_region(filter_masks.having("audience", audience)),
        "newest": mine.with_card().newest_first()[:NEWEST_AT_ENTRANCE],
        "fairs": Fair.objects.announced()
        .for_audiences(Audience.VETERANS, Audience.DEPENDENTS)
        .with_counts(),
    }
