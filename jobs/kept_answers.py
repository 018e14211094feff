"""Answers that are kept while nothing changes that the public reads, and asked for by condition.

Pages and API keep theirs alike: made once, compressed once, and asked whether they still hold; the
API's hold until the first change anywhere that a note is made of (jobs/changes), pages of posts
longer (jobs/views/kept_pages.py). An answer is the same for everybody who asks for its address.
"""

import datetime as dt
import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag

from jobs.models import Change

# What an answer was made as of.
As = TypeVar("As")

JSON = "application/json"
LARGEST_CACHE = 16 * 1024 * 1024  # bytes of bodies, for each process
COMPRESSED_FROM = 500  # bytes


@dataclass
class Body:
    """An encoded answer, and what tells whether a reader has it already."""

    content: bytes
    # Seconds since 1970; None until it is answered: when anything public last changed.
    changed_at: float | None = None
    content_type: str = JSON
    etag: str = ""
    _compressed: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        digest = hashlib.blake2b(self.content, digest_size=12).hexdigest()
        self.etag = f"W/{quote_etag(digest)}"

    @property
    def compressed(self) -> bytes:
        if not self._compressed:
            self._compressed = gzip.compress(self.content, compresslevel=5, mtime=0)
        return self._compressed


@dataclass(frozen=True)
class Reading:
    """As of what an answer is made: the noted changes and the day, since posts run out by the day.

    `changed_at` is taken before the answer reads anything, so that it is never too late.
    """

    word: str
    day: dt.date
    changed_at: float = field(compare=False)


class Kept(Generic[As]):
    """The answers asked for last, up to a bound of their bytes; each with what it was made `as of`,
    which tells whether it still holds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        with self._lock:
            self._kept: OrderedDict[str, tuple[Body, As]] = OrderedDict()
            self._size = 0

    def get(self, key: str, holds: Callable[[As], bool]) -> Body | None:
        """The answer, if it still holds."""
        with self._lock:
            body, as_of = self._kept.get(key, (None, None))
            if body is None or not holds(cast(As, as_of)):
                return None
            self._kept.move_to_end(key)
            return body

    def keep(self, key: str, body: Body, as_of: As) -> None:
        with self._lock:
            if key in self._kept:
                self._size -= len(self._kept.pop(key)[0].content)
            self._kept[key] = body, as_of
            self._size += len(body.content)
            while self._size > LARGEST_CACHE:
                self._size -= len(self._kept.popitem(last=False)[1][0].content)


class Bodies:
    """Answers as long as nothing that the public reads has changed."""

    def __init__(self) -> None:
        self._kept: Kept[Reading] = Kept()
        self._now: Reading | None = None

    def forget(self) -> None:
        self._kept.forget()
        self._now = None

    def refresh(self) -> Reading:
        """Drop everything if something has changed.

        Returns what was read of the changes: an answer made now may be kept under it.
        """
        known, day = self._now, timezone.localdate()
        word = Change.objects.reading(known.word if known else "")
        if known is not None and (word, day) == (known.word, known.day):
            return known
        self._now = Reading(word, day, Change.objects.latest_moment())
        self._kept.forget()
        return self._now

    def get(self, address: str, reading: Reading) -> Body | None:
        return self._kept.get(address, lambda as_of: as_of == reading)

    def keep(self, address: str, body: Body, reading: Reading) -> None:
        self._kept.keep(address, body, reading)


def conditional_response(request: HttpRequest, body: Body) -> HttpResponseBase:
    """The body, or 304 for who has it already; compressed once for everybody."""
    # What changed in this very second may change in it once more: until it is over, the moment
    # before is named, and nobody is told 304 by the date.
    changed_at = int(body.changed_at or time.time())
    is_settled = changed_at < int(time.time())
    modified = changed_at - (not is_settled)
    response = HttpResponse(body.content, body.content_type)
    accepted = request.headers.get("Accept-Encoding", "")
    if len(body.content) >= COMPRESSED_FROM and "gzip" in accepted:
        response = HttpResponse(body.compressed, body.content_type)
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    response["ETag"] = body.etag
    response["Last-Modified"] = http_date(modified)
    known = modified if is_settled else None
    answer = get_conditional_response(request, body.etag, known, response) or response
    # A reader may keep it, and asks each time whether it still holds.
    answer["Cache-Control"] = "no-cache"
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer
