"""How every answer of the API leaves: limited, kept, conditional, compressed, open to any site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.decorators import api_view

from jobs.api import errors
from jobs.api.limits import caller_of, limits
from jobs.kept_answers import Bodies, Body, conditional_response

METHODS = ("GET", "HEAD", "OPTIONS")
# Walks through everything are read once each: they would only push out what is read often.
UNCACHED = ("cursor", "updated_since")
EXPOSED = "ETag, Last-Modified, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"


bodies = Bodies()


def served(make: Callable[..., Body]) -> Callable[..., HttpResponseBase]:
    """A public view from a function that makes its Body, or raises RefusedError or Http404.

    DRF sees the function for the schema; a request goes straight to it.
    """

    described: Callable[..., Any] = api_view(["GET"])(make)

    @wraps(described)
    def view(request: HttpRequest, **names: Any) -> HttpResponseBase:
        if request.method not in METHODS:
            return _opened(errors.not_allowed(request.method))
        if request.method == "OPTIONS":
            return _preflight()
        allowance = limits.ask(caller_of(request))
        if allowance.is_allowed:
            response = _answer(request, make, names)
        else:
            response = errors.too_many(allowance.resets_in)
        allowance.say(response)
        return _opened(response)

    view.login_required = False  # type: ignore[attr-defined]
    view.reads_no_cookie = True  # type: ignore[attr-defined]
    return view


def _answer(
    request: HttpRequest, make: Callable[..., Body], names: dict[str, Any]
) -> HttpResponseBase:
    reading, address = bodies.refresh(), request.build_absolute_uri()
    body = bodies.get(address, reading)
    if body is None:
        try:
            body = make(request, **names)
        except (errors.RefusedError, Http404) as error:
            return errors.answer_to(error)
        if body.changed_at is None:
            body.changed_at = reading.changed_at
        if not any(name in request.GET for name in UNCACHED):
            bodies.keep(address, body, reading)
    return conditional_response(request, body)


def _opened(response: HttpResponseBase) -> HttpResponseBase:
    """Pages of any site may read it: there is nothing here that a cookie would open."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    return response


def _preflight() -> HttpResponseBase:
    response = HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
    response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Modified-Since"
    response["Access-Control-Max-Age"] = "86400"
    return _opened(response)
