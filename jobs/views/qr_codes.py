"""The address of a public page as a QR code, for paper and for somebody else's phone."""

import io
from typing import Protocol

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from jobs.models import Employer, Fair, Posting, Venue

CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
# A poster is printed from the PNG: some 900 pixels are sharp at 8 cm.
PIXELS_A_MODULE = 24
KEPT_FOR = 24 * 60 * 60  # seconds; an address does not change


class Addressed(Protocol):
    """What has a page of its own."""

    def get_absolute_url(self) -> str: ...


@login_not_required
@require_safe
@cache_control(public=True, max_age=KEPT_FOR)
def posting_qr(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The code of a public post."""
    return _code(request, get_object_or_404(Posting.objects.published(), pk=pk), form)


@login_not_required
@require_safe
@cache_control(public=True, max_age=KEPT_FOR)
def employer_qr(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The code of a verified employer."""
    return _code(request, get_object_or_404(Employer.objects.verified(), pk=pk), form)


@login_not_required
@require_safe
@cache_control(public=True, max_age=KEPT_FOR)
def fair_qr(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The code of an announced fair."""
    return _code(request, get_object_or_404(Fair.objects.announced(), slug=slug), form)


@login_not_required
@require_safe
@cache_control(public=True, max_age=KEPT_FOR)
def venue_qr(request: HttpRequest, slug: str, pk: int, form: str) -> HttpResponse:
    """The code of a hall of an announced fair."""
    venues = Venue.objects.of_announced_fairs().select_related("fair")
    return _code(request, get_object_or_404(venues, fair__slug=slug, pk=pk), form)


def _code(request: HttpRequest, shown: Addressed, form: str) -> HttpResponse:
    """The picture, black on white with its quiet zone; 404 for a form that is not offered."""
    if form not in CONTENT_TYPES:
        raise Http404
    address = request.build_absolute_uri(shown.get_absolute_url())
    code = segno.make_qr(address, error="m")
    picture = io.BytesIO()
    if form == "svg":
        code.save(picture, kind="svg", xmldecl=False, omitsize=True, light="#fff")
    else:
        code.save(picture, kind="png", scale=PIXELS_A_MODULE)
    return HttpResponse(picture.getvalue(), content_type=CONTENT_TYPES[form])
