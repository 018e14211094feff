"""Fairs as calendars: an all-day event for each hall on each day."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from icalendar import Calendar, Event

from jobs.api.answers import served
from jobs.api.asked import refuse_any
from jobs.kept_answers import Body
from jobs.models import Change, Fair, Venue

CALENDAR = "text/calendar; charset=utf-8"


@extend_schema(exclude=True)
@served
def fair_calendar(request: HttpRequest, key: str) -> Body:
    """All halls of an announced fair; 404 as long as its days are not known."""
    refuse_any(request.GET)
    fair = get_object_or_404(Fair.objects.announced(), slug=key)
    return _body(request, fair, fair.venues.with_zones())


@extend_schema(exclude=True)
@served
def venue_calendar(request: HttpRequest, key: int) -> Body:
    """One hall."""
    refuse_any(request.GET)
    venue = get_object_or_404(Venue.objects.of_announced_fairs().with_zones(), pk=key)
    return _body(request, venue.fair, [venue])


def _body(request: HttpRequest, fair: Fair, venues: Iterable[Venue]) -> Body:
    if fair.starts_on is None:
        raise Http404
    changed_at = Change.objects.latest_moment()
    calendar = Calendar()
    calendar.add("prodid", "-//tongwulang//fairs//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", fair.name)
    stamp = dt.datetime.fromtimestamp(int(changed_at), dt.UTC)
    # A fair whose halls are not known yet is still on its days.
    halls: list[Venue | None] = [*venues] or [None]
    for venue in halls:
        for day in _days(fair):
            calendar.add_component(_event(request, fair, venue, day, stamp))
    return Body(calendar.to_ical(), changed_at, CALENDAR)


def _days(fair: Fair) -> list[dt.date]:
    assert fair.starts_on is not None  # noqa: S101 - `_body` has refused the others
    last = fair.ends_on or fair.starts_on
    return [fair.starts_on + dt.timedelta(days=n) for n in range((last - fair.starts_on).days + 1)]


def _event(
    request: HttpRequest, fair: Fair, venue: Venue | None, day: dt.date, stamp: dt.datetime
) -> Event:
    """The hours are not known to the system, so the event lasts the day."""
    page = venue or fair
    event = Event()
    # The same whatever name of the site or of the fair is used: a calendar updates what it has.
    site = urlsplit(settings.SITE_URL).netloc
    number = venue.pk if venue else 0
    event.add("uid", f"fair{fair.pk}-venue{number}-{day:%Y%m%d}@{site}")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", f"{fair.name} · {venue.name}" if venue else fair.name)
    event.add("url", request.build_absolute_uri(page.get_absolute_url()))
    event.add("description", _("求职全程免费。"))
    if venue:
        event.add("location", " ".join(filter(None, (venue.name, venue.address))))
    event.add("transp", "TRANSPARENT")
    return event
