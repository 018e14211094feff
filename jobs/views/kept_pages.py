"""Lists of posts, the same for everybody who asks for their address with the same display: made
once for as long as nothing changes that stands on them. Only whoever has hidden a post that stands
on one gets a page of their own, made for them each time.

A page shows posts, counts and names. What of them may have changed is known in memory, as of the
last commit (jobs/live_facets): an edit that moves no post and no count leaves every page as it is
that does not show the post.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers

from jobs import live_facets
from jobs.kept_answers import Body, Kept, conditional_response
from jobs.live_facets import LiveFacets
from jobs.views.hidden_posts import hidden_ids

HTML = "text/html; charset=utf-8"
# The visitor's size of type and colours: all that a page for everybody may know of who asks.
DISPLAY = "display"
LONGEST_DISPLAY = 20


class ListResponse(HttpResponse):
    """A page, the ids of the posts that belong on it, hidden ones too, and whether a change of any
    other post may be seen on it."""

    listed: frozenset[int] = frozenset()
    is_of_all: bool = True


@dataclass(frozen=True)
class AsOf:
    """The posts on a page, and the generations of what was known when it was made (see
    LiveFacets)."""

    listed: frozenset[int]
    is_of_all: bool
    generation: int
    around: tuple[int, int]

    def is_still(self, now: LiveFacets) -> bool:
        """Whether the page would be the same if it were made now."""
        if now.generation == self.generation:
            return True
        if self.is_of_all or _around(now) != self.around:
            return False
        return all(now.generation_of(pk) <= self.generation for pk in self.listed)


def _around(facets: LiveFacets) -> tuple[int, int]:
    return facets.facts_at, facets.surroundings


pages: Kept[AsOf] = Kept()


def kept(view: Callable[..., ListResponse]) -> Callable[..., HttpResponseBase]:
    """Makes a list only when what is on it has changed: the view is called with what is known now
    and with the ids of the posts to leave out.

    It may read nothing of the request but its address and the display.
    """

    @wraps(view)
    def answer(request: HttpRequest, **names: Any) -> HttpResponseBase:
        now, key, hidden = live_facets.current(), _key(request), hidden_ids(request)
        body = pages.get(key, lambda of: of.is_still(now) and of.listed.isdisjoint(hidden))
        if body is None:
            response = view(request, now, hidden, **names)
            if response.status_code != HttpResponse.status_code:
                return response
            if response.listed.isdisjoint(hidden):
                body = Body(response.content, now.changed_at, HTML)
                as_of = AsOf(response.listed, response.is_of_all, now.generation, _around(now))
                pages.keep(key, body, as_of)
            else:
                return _own(request, response)
        found = conditional_response(request, body)
        patch_vary_headers(found, ["Cookie"])
        return found

    return answer


def _own(request: HttpRequest, response: ListResponse) -> HttpResponseBase:
    """A page for one person, kept by nobody else; of no known date, for hiding a post changes it
    at a moment that no change is noted for."""
    found = conditional_response(request, Body(response.content, None, HTML))
    patch_cache_control(found, private=True)
    patch_vary_headers(found, ["Cookie"])
    return found


def _key(request: HttpRequest) -> str:
    display = request.COOKIES.get(DISPLAY, "")[:LONGEST_DISPLAY]
    return f"{display} {request.build_absolute_uri()}"
