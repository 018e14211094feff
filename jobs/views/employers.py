"""One employer: who it is, where it stands and what it offers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jobs.models import Employer
from jobs.views.hidden_posts import hidden_ids
from jobs.views.pages import numbers_of, page_of


@login_not_required
@require_safe
def employer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A verified employer; nothing of an unverified or suspended one is public."""
    employers = Employer.objects.verified().with_region()
    employer = get_object_or_404(employers, pk=pk)
    posts, hidden = employer.postings.published(), hidden_ids(request)
    shown = posts.exclude(pk__in=hidden).with_card().newest_first()
    page = page_of(request, shown)
    context = {
        "employer": employer,
        "participations": employer.participations.public().with_listing(),
        "page": page,
        "numbers": numbers_of(page),
        "hidden_count": posts.filter(pk__in=hidden).count(),
    }
    return render(request, "jobs/employer_detail.html", context)
