"""What the search box offers while somebody types."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from jobs.models import Posting
from jobs.models.suggestions import suggestions
from jobs.search.query import parse

KEPT_FOR = 60  # seconds: who deletes a letter is not asked for again


@login_not_required
@require_safe
@cache_control(public=True, max_age=KEPT_FOR)
def posting_suggestions(request: HttpRequest) -> HttpResponse:
    """At most five options of a listbox for `?q=`, as HTML; empty if there is nothing to offer."""
    typed = request.GET.get("q", "")
    context = {
        "suggestions": suggestions(typed, Posting.objects.published()),
        "query": parse(typed),
    }
    return render(request, "jobs/posting_suggestions.html", context)
