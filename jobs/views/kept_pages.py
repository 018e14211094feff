"""Lists of posts, the same for everybody who asks for their address with the same display: made
once for as long as nothing changes that stands on them.

A page shows posts, counts and names. What of them may have changed is known in memory, as of the
last commit (jobs/live_facets): an edit that moves no post and no count leaves every page as it is
that does not show the post.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from jobs import live_facets
from jobs.kept_answers import LARGEST_CACHE, Body, conditional_response, latest_change
from jobs.live_facets import LiveFacets

HTML = "text/html; charset=utf-8"
# The visitor's size of type and colours: all that a page here may know of who asks.
DISPLAY = "display"
LONGEST_DISPLAY = 20


class ListResponse(HttpResponse):
    """A page and the ids of the posts on it; None if any change of any post may be seen on it."""

    shown: Sequence[int] | None = None


@dataclass(frozen=True)
class KeptPage:
    """A page, and the generations of what was known when it was made (see LiveFacets)."""

    body: Body
    shown: Sequence[int] | None
    generation: int
    around: tuple[int, int]

    def still_holds(self, now: LiveFacets) -> bool:
        """Whether it would be the same if it were made now."""
        if now.generation == self.generation:
            return True
        if self.shown is None or _around(now) != self.around:
            return False
        return all(now.generation_of(pk) <= self.generation for pk in self.shown)


def _around(facets: LiveFacets) -> tuple[int, int]:
    return facets.facts_at, facets.surroundings


class KeptPages:
    """The latest pages, by address and display, up to a bound of their bytes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        with self._lock:
            self._kept: OrderedDict[str, KeptPage] = OrderedDict()
            self._size = 0

    def get(self, key: str, now: LiveFacets) -> Body | None:
        """The page, if it still holds."""
        with self._lock:
            page = self._kept.get(key)
            if page is None or not page.still_holds(now):
                return None
            self._kept.move_to_end(key)
            return page.body

    def keep(self, key: str, page: KeptPage) -> None:
        with self._lock:
            if key in self._kept:
                self._size -= len(self._kept.pop(key).body.content)
            self._kept[key] = page
            self._size += len(page.body.content)
            while self._size > LARGEST_CACHE:
                self._size -= len(self._kept.popitem(last=False)[1].body.content)


pages = KeptPages()


def kept(view: Callable[..., ListResponse]) -> Callable[..., HttpResponseBase]:
    """Makes a list only when what is on it has changed.

    The view may read nothing of the request but its address and the display.
    """

    @wraps(view)
    def answer(request: HttpRequest, **names: Any) -> HttpResponseBase:
        now, key = live_facets.current(), _key(request)
        body = pages.get(key, now)
        if body is None:
            # Taken before anything is read: never too late.
            changed_at = latest_change()
            response = view(request, **names)
            if response.status_code != HttpResponse.status_code:
                return response
            body = Body(response.content, changed_at, HTML)
            pages.keep(key, KeptPage(body, response.shown, now.generation, _around(now)))
        found = conditional_response(request, body)
        patch_vary_headers(found, ["Cookie"])
        return found

    answer.reads_no_cookie = True  # type: ignore[attr-defined]
    return answer


def _key(request: HttpRequest) -> str:
    display = request.COOKIES.get(DISPLAY, "")[:LONGEST_DISPLAY]
    return f"{display} {request.build_absolute_uri()}"
