"""How many requests a caller may make in a minute, over all processes together.

Each process takes a caller's requests from the shared counter (jobs/models/request_window.py) in
small lots, so that most requests write nothing; all lots together never exceed the limit. A fair's
Wi-Fi is one address, so the limit is wide.
"""

import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from jobs.models import RequestWindow

SECONDS = 60
LOTS = 60  # a process takes a sixtieth of the limit at a time
KEPT = 10  # minutes
CALLERS = 10_000  # remembered by a process in a minute


@dataclass
class Lot:
    """What is left of a lot, and of the limit beside it; `is_last`: the limit is used up."""

    left: int
    shared: int
    is_last: bool


@dataclass(frozen=True)
class Allowance:
    is_allowed: bool
    limit: int
    remaining: int
    resets_in: int

    def say(self, response: HttpResponseBase) -> None:
        """Put the limit into headers."""
        response["RateLimit-Limit"] = str(self.limit)
        response["RateLimit-Remaining"] = str(self.remaining)
        response["RateLimit-Reset"] = str(self.resets_in)


class Limits:
    """The lots of this process in the present minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute = 0
        self._lots: dict[str, Lot] = {}

    def forget(self) -> None:
        """As if the process had just started."""
        with self._lock:
            self._minute, self._lots = 0, {}

    def ask(self, caller: str) -> Allowance:
        """Use up one request of the caller's, if there is one left."""
        now = time.time()
        minute, limit = int(now // SECONDS), settings.API_REQUESTS_PER_MINUTE
        with self._lock:
            if minute != self._minute or len(self._lots) > CALLERS:
                self._turn(minute)
            lot = self._lots.get(caller)
        # The database is asked outside of the lock: two threads may take a lot each.
        if lot is None or (lot.left <= 0 and not lot.is_last):
            lot = self._taken(caller, minute, limit, lot)
        with self._lock:
            is_allowed = lot.left > 0
            lot.left -= is_allowed
            remaining = lot.left + lot.shared
        return Allowance(is_allowed, limit, remaining, SECONDS - int(now % SECONDS))

    def _turn(self, minute: int) -> None:
        self._minute, self._lots = minute, {}

    def _taken(self, caller: str, minute: int, limit: int, former: Lot | None) -> Lot:
        size = max(1, limit // LOTS)
        try:
            granted, shared = RequestWindow.objects.take(caller, minute, size, limit)
            if former is None:
                RequestWindow.objects.before(minute - KEPT).delete()
        except DatabaseError:
            # A limit that cannot be counted must not close the site.
            granted, shared = size, limit
        lot = Lot(granted, shared, is_last=granted < size)
        with self._lock:
            known = self._lots.get(caller)
            if known is not None and self._minute == minute:
                lot.left += known.left
            self._lots[caller] = lot
        return lot


limits = Limits()


def caller_of(request: HttpRequest) -> str:
    """A keyed digest of the caller's address, as seen by the outermost proxy that is ours."""
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.TRUSTED_PROXIES:
        address = forwarded[-min(settings.TRUSTED_PROXIES, len(forwarded))].strip() or address
    return salted_hmac("jobs.api.limits", address).hexdigest()[:32]
