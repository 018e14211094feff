"""Addresses of the API that are open to the systems of bureaus alone, by access token."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.decorators import api_view

from jobs.api import errors
from jobs.api.answers import METHODS
from jobs.api.limits import caller_of, limits
from tongwulang.accounts.choices import Scope
from tongwulang.accounts.models import Integrator

BEARER = "bearer "
Make = Callable[[HttpRequest, Integrator], dict[str, Any]]


def closed(scope: Scope | None = None) -> Callable[[Make], Callable[..., HttpResponseBase]]:
    """A view from a function that makes a document for an Integrator, or raises RefusedError.

    401 without a token in force, 403 where it was not given for `scope`. A log-in counts for
    nothing here. Nothing is kept, here or on the way.
    """

    def decorated(make: Make) -> Callable[..., HttpResponseBase]:
        described: Callable[..., Any] = api_view(["GET"])(make)

        @wraps(described)
        def view(request: HttpRequest) -> HttpResponseBase:
            if request.method not in METHODS:
                return errors.not_allowed(request.method)
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
            allowance = limits.ask(caller_of(request))
            if allowance.is_allowed:
                response = _answer(request, make, scope)
            else:
                response = errors.too_many(allowance.resets_in)
            allowance.say(response)
            response["Cache-Control"] = "private, no-store"
            response["Vary"] = "Authorization"
            return response

        view.login_required = False  # type: ignore[attr-defined]
        view.reads_no_cookie = True  # type: ignore[attr-defined]
        return view

    return decorated


def _answer(request: HttpRequest, make: Make, scope: Scope | None) -> HttpResponse:
    authorization = request.headers.get("Authorization", "")
    if not authorization.lower().startswith(BEARER):
        return errors.unauthorized()
    integrator = Integrator.objects.with_token(authorization[len(BEARER) :].strip())
    if integrator is None:
        return errors.unauthorized()
    if scope is not None and not integrator.may(scope):
        return errors.insufficient_scope(scope)
    try:
        return HttpResponse(orjson.dumps(make(request, integrator)), errors.JSON)
    except (errors.RefusedError, Http404) as error:
        return errors.answer_to(error)
