"""Answers that are kept while nothing changes that the public reads, and asked for by condition.

Pages and API keep theirs alike: made once, compressed once, dropped with the first change anywhere
that a note is made of (jobs/changes). An answer is the same for everybody who asks for its address.
"""

import datetime as dt
import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag

from jobs.models import Change

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


class Bodies:
    """The latest answers, as long as nothing that the public reads has changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        with self._lock:
            self._kept: OrderedDict[str, Body] = OrderedDict()
            self._size = 0
            self._now: Reading | None = None

    def refresh(self) -> Reading:
        """Drop everything if something has changed.

        Returns what was read of the changes: an answer made now may be kept under it.
        """
        known, day = self._now, timezone.localdate()
        word = Change.objects.reading(known.word if known else "")
        if known is not None and (word, day) == (known.word, known.day):
            return known
        now = Reading(word, day, latest_change())
        with self._lock:
            self._kept.clear()
            self._size, self._now = 0, now
        return now

    def get(self, address: str) -> Body | None:
        with self._lock:
            body = self._kept.get(address)
            if body is not None:
                self._kept.move_to_end(address)
            return body

    def keep(self, address: str, body: Body, reading: Reading) -> None:
        with self._lock:
            if reading != self._now or address in self._kept:
                return
            self._kept[address] = body
            self._size += len(body.content)
            while self._size > LARGEST_CACHE:
                self._size -= len(self._kept.popitem(last=False)[1].content)


def latest_change() -> float:
    """When the public data last changed: by a write, or by the day."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    latest = Change.objects.order_by("-sequence").values_list("changed_at", flat=True).first()
    return max(midnight, latest or midnight).timestamp()


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
