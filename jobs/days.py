"""When a day begins where the site is."""

import datetime as dt

from django.utils import timezone


def start_of(day: dt.date) -> dt.datetime:
    """Midnight of this day in the site's time zone."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
