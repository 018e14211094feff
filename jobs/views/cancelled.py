"""Where the pages of a fair were that has been cancelled, it says so."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from jobs.models import Fair

GONE = 410


def says_if_cancelled(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn the 404 of a cancelled fair's page into one that says so and leads to other fairs (410).

    A draft that was dropped stays a 404: it was never announced.
    """

    @wraps(view)
    def answer(request: HttpRequest, slug: str, **rest: int) -> HttpResponse:
        try:
            return view(request, slug=slug, **rest)
        except Http404:
            fair = get_object_or_404(Fair.objects.called_off(), slug=slug)
            return render(request, "jobs/fair_cancelled.html", {"fair": fair}, status=GONE)

    return answer
