"""Where the pages of a fair were that has been cancelled, it says so."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from jobs.choices import FairStatus
from jobs.models import Fair

GONE = 410


def says_if_cancelled(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn the 404 of a cancelled fair's page into a page that leads to other fairs (410).

    The fair is not named: a draft can be cancelled too, and was never announced.
    """

    @wraps(view)
    def answer(request: HttpRequest, slug: str, **rest: int) -> HttpResponse:
        try:
            return view(request, slug=slug, **rest)
        except Http404:
            get_object_or_404(Fair, slug=slug, status=FairStatus.CANCELLED)
            return render(request, "jobs/fair_cancelled.html", status=GONE)

    return answer
