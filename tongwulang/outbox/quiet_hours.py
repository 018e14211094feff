"""When e-mail and SMS that can wait are not sent: at night, by the site's clock."""

import datetime as dt
import re
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

SPAN = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")


class Span(NamedTuple):
    """From `start` until just before `end`, over midnight if that comes first."""

    start: dt.time
    end: dt.time

    def holds(self, moment: dt.time) -> bool:
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


def quiet_span() -> Span | None:
    """The span of QUIET_HOURS (`21:00-08:00`), None if it is empty.

    Raises ImproperlyConfigured for anything else.
    """
    said = settings.QUIET_HOURS.strip()
    if not said:
        return None
    found = SPAN.fullmatch(said)
    if found is None:
        raise ImproperlyConfigured(f"QUIET_HOURS 无法识别：{said}。应为 21:00-08:00 的形式。")
    hour, minute, end_hour, end_minute = map(int, found.groups())
    return Span(dt.time(hour, minute), dt.time(end_hour, end_minute))


def is_quiet(now: dt.datetime) -> bool:
    """Whether only what is urgent may leave at this moment."""
    span = quiet_span()
    return span is not None and span.holds(timezone.localtime(now).time())
