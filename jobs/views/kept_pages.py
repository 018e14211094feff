"""Lists of posts, the same for everybody who asks for their address with the same display: made
once for as long as nothing changes that stands on them.

A page shows posts, counts and names. What of them may have changed is known in memory, as of the
last commit (jobs/live_facets): an edit that moves no post and no count leaves every page as it is
that does not show the post.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from jobs import live_facets
from jobs.kept_answers import Body, Kept, conditional_response
from jobs.live_facets import LiveFacets

HTML = "text/html; charset=utf-8"
# The visitor's size of type and colours: all that a page here may know of who asks.
DISPLAY = "display"
LONGEST_DISPLAY = 20


class ListResponse(HttpResponse):
    """A page and the ids of the posts on it; None if any change of any post may be seen on it."""

    shown: Sequence[int] | None = None


@dataclass(frozen=True)
class AsOf:
    """The posts on a page, and the generations of what was known when it was made (see
    LiveFacets)."""

    shown: Sequence[int] | None
    generation: int
    around: tuple[int, int]

    def is_still(self, now: LiveFacets) -> bool:
        """Whether the page would be the same if it were made now."""
        if now.generation == self.generation:
            return True
        if self.shown is None or _around(now) != self.around:
            return False
        return all(now.generation_of(pk) <= self.generation for pk in self.shown)


def _around(facets: LiveFacets) -> tuple[int, int]:
    return facets.facts_at, facets.surroundings


pages: Kept[AsOf] = Kept()


def kept(view: Callable[..., ListResponse]) -> Callable[..., HttpResponseBase]:
    """Makes a list only when what is on it has changed: the view is called with what is known now.

    It may read nothing of the request but its address and the display.
    """

    @wraps(view)
    def answer(request: HttpRequest, **names: Any) -> HttpResponseBase:
        now, key = live_facets.current(), _key(request)
        body = pages.get(key, lambda as_of: as_of.is_still(now))
        if body is None:
            response = view(request, now, **names)
            if response.status_code != HttpResponse.status_code:
                return response
            body = Body(response.content, now.changed_at, HTML)
            pages.keep(key, body, AsOf(response.shown, now.generation, _around(now)))
        found = conditional_response(request, body)
        patch_vary_headers(found, ["Cookie"])
        return found

    answer.reads_no_cookie = True  # type: ignore[attr-defined]
    return answer


def _key(request: HttpRequest) -> str:
    display = request.COOKIES.get(DISPLAY, "")[:LONGEST_DISPLAY]
    return f"{display} {request.build_absolute_uri()}"
