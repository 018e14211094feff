"""Public pages that are the same for everybody who asks for their address with the same display."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from jobs.kept_answers import Bodies, Body, conditional_response

HTML = "text/html; charset=utf-8"
# The visitor's size of type and colours: all that a page here may know of who asks.
DISPLAY = "display"
LONGEST_DISPLAY = 20

pages = Bodies()


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Makes the page once for as long as nothing changes that the public reads.

    The view may read nothing of the request but its address and the display.
    """

    @wraps(view)
    def answer(request: HttpRequest, **names: Any) -> HttpResponseBase:
        reading, key = pages.refresh(), _key(request)
        body = pages.get(key)
        if body is None:
            response = view(request, **names)
            if response.status_code != HttpResponse.status_code:
                return response
            body = Body(response.content, reading.changed_at, HTML)
            pages.keep(key, body, reading)
        found = conditional_response(request, body)
        patch_vary_headers(found, ["Cookie"])
        return found

    answer.reads_no_cookie = True  # type: ignore[attr-defined]
    return answer


def _key(request: HttpRequest) -> str:
    display = request.COOKIES.get(DISPLAY, "")[:LONGEST_DISPLAY]
    return f"{display} {request.build_absolute_uri()}"
