"""The two addresses of every resource: its list, and one of its rows."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.timezone import now

from jobs.api import cursors, errors, expanding, listing, mirroring
from jobs.api.answers import served
from jobs.api.asked import Asked, asked_of
from jobs.api.description import list_described, one_described
from jobs.api.documents import encoded
from jobs.api.listing import Page
from jobs.api.orders import LARGEST
from jobs.api.resources import Resource
from jobs.kept_answers import Body
from jobs.models import Change

View = Callable[..., HttpResponseBase]


def list_of(resource: Resource) -> View:
    """The view of a resource's list."""

    @list_described(resource)
    @served
    def view(request: HttpRequest) -> Body:
        asked = asked_of(resource, request.GET, is_list=True)
        site = request.build_absolute_uri("/")[:-1]
        read = mirroring.page_of if "updated_since" in request.GET else listing.page_of
        return Body(encoded(_envelope(request, asked, read(asked, site))))

    return view


def one_of(resource: Resource) -> View:
    """The view of one row: 404 if it never was public, 410 if it is not any more."""

    @one_described(resource)
    @served
    def view(request: HttpRequest, key: Any) -> Body:
        asked = asked_of(resource, request.GET, is_list=False)
        if isinstance(key, int) and key > LARGEST:
            raise Http404
        site = request.build_absolute_uri("/")[:-1]
        changed_at = _changed_at(asked, key)
        found = expanding.read(asked, [key], site)
        if found:
            return Body(encoded(found[key]), changed_at)
        if resource.ended is not None and resource.ended().filter(**{resource.key: key}).exists():
            raise errors.gone()
        raise Http404

    return view


def _changed_at(asked: Asked, key: Any) -> float | None:
    """Of the row alone; None if others are put into it."""
    if asked.expand:
        return None
    changes = Change.objects.of(asked.resource.name).filter(key=str(key))
    return (changes.values_list("changed_at", flat=True).first() or now()).timestamp()


def _envelope(request: HttpRequest, asked: Asked, page: Page) -> dict[str, Any]:
    return {
        "count": page.count,
        "count_is_exact": page.is_exact,
        "next": _next(request, asked, page),
        "results": page.results,
        **page.more,
    }


def _next(request: HttpRequest, asked: Asked, page: Page) -> str | None:
    if page.state is None:
        return None
    params = request.GET.copy()
    params["cursor"] = cursors.encode(asked.params, page.state)
    return request.build_absolute_uri(f"{request.path}?{params.urlencode(safe=',:')}")
