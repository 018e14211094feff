"""Feeds and calendars: for readers that know nothing of the API."""

import datetime as dt
import xml.etree.ElementTree as ET

import icalendar
import pytest
import vobject

from jobs.models import Fair
from tests.factories import FairFactory, PostingFactory, RegionFactory, VenueFactory
from tests.walks.secrets_in_rows import MOBILE

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(answer):
    assert answer.status_code == 200, answer.content.decode()
    return ET.fromstring(answer.content).findall(f"{ATOM}entry")


def test_feed_of_the_newest(integrator):
    posts = [PostingFactory(title=f"焊工{number}") for number in range(3)]
    PostingFactory(closed=True)

    answer = integrator.ask("postings.atom")

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = [entry.find(f"{ATOM}title").text.split(" · ")[0] for entry in entries(answer)]
    assert found == [post.title for post in reversed(posts)]
    [link] = entries(answer)[0].findall(f"{ATOM}link")
    assert link.get("href") == f"http://testserver/postings/{posts[-1].pk}/"


def test_feed_takes_the_filters_of_the_list_and_its_page_names_it(integrator):
    PostingFactory()
    here = PostingFactory(region=RegionFactory(code="131082"))

    [entry] = entries(integrator.ask("postings.atom", region="131082"))
    html = integrator.client.get("/postings/?region=131082&sort=pay&page=1").content.decode()

    assert entry.find(f"{ATOM}title").text.startswith(here.title)
    assert 'href="/api/v1/postings.atom?region=131082"' in html


def test_feed_gives_duties_as_they_are_read(integrator):
    """As HTML, for that is what Atom takes them for."""
    PostingFactory(duties="1. 气压 <5 bar & 以上\n2. 装夹")

    [entry] = entries(integrator.ask("postings.atom"))
    summary = entry.find(f"{ATOM}summary")

    assert (summary.get("type"), summary.text) == (
        "html",
        "<p>1. 气压 &lt;5 bar &amp; 以上<br>2. 装夹</p>",
    )


def test_feed_refuses_what_it_does_not_know(integrator):
    assert integrator.refusal("postings.atom", ordering="pay")[0] == 400
    assert integrator.refusal("postings.atom", region="000000")[0] == 422


@pytest.mark.parametrize("rows", [1, 30])
def test_feed_costs_the_same_queries(integrator, rows, django_assert_num_queries):
    PostingFactory.create_batch(rows)
    with django_assert_num_queries(6):
        integrator.ask("postings.atom")


@pytest.fixture
def fair():
    fair = FairFactory(
        slug="spring",
        name="春季招聘会；含，标点\\及换行",
        starts_on=dt.date(2027, 3, 27),
        ends_on=dt.date(2027, 3, 28),
    )
    VenueFactory(fair=fair, name="廊坊会场", address="银河大道")
    VenueFactory(fair=fair, name="武清会场")
    return fair


def icalendar_events(text):
    return [
        (str(event["SUMMARY"]), event.decoded("DTSTART"), event.decoded("DTEND"), str(event["UID"]))
        for event in icalendar.Calendar.from_ical(text).walk("VEVENT")
    ]


def vobject_events(text):
    calendar = vobject.readOne(text)
    return [
        (event.summary.value, event.dtstart.value, event.dtend.value, event.uid.value)
        for event in calendar.vevent_list
    ]


@pytest.mark.parametrize("read", [icalendar_events, vobject_events])
def test_calendar_of_a_fair_in_two_parsers(integrator, fair, read):
    answer = integrator.ask("fairs/spring.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = read(answer.content.decode())
    assert [(summary, start) for summary, start, _end, _uid in events] == [
        (f"{fair.name} · {hall}", dt.date(2027, 3, day))
        for hall in ("廊坊会场", "武清会场")
        for day in (27, 28)
    ]
    assert {end - start for _summary, start, end, _uid in events} == {dt.timedelta(days=1)}
    assert len({uid for *_rest, uid in events}) == 4
    assert max(len(line.encode()) for line in answer.content.decode().split("\r\n")) <= 75


def test_event_is_the_same_by_any_name_of_the_site_and_of_the_fair(integrator, fair, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://zhaopin.example.invalid"

    def uids(path, host):
        answer = integrator.ask(path, headers={"Host": host})
        return [uid for *_rest, uid in icalendar_events(answer.content.decode())]

    before = uids("fairs/spring.ics", "one.example.invalid")
    Fair.objects.update(slug="renamed")
    venue = fair.venues.get(name="廊坊会场")

    assert uids("fairs/renamed.ics", "two.example.invalid") == before
    assert uids(f"venues/{venue.pk}.ics", "two.example.invalid") == before[:2]
    assert {uid.partition("@")[2] for uid in before} == {"zhaopin.example.invalid"}


def test_event_of_a_hall_of_any_number_looks_like_no_phone(integrator, fair):
    VenueFactory(pk=136, fair=fair)

    text = integrator.ask("venues/136.ics").content.decode()

    assert "136" in text
    assert MOBILE.findall(text) == []


@pytest.mark.parametrize("read", [icalendar_events, vobject_events])
def test_calendar_of_a_hall(integrator, fair, read):
    venue = fair.venues.get(name="武清会场")
    events = read(integrator.ask(f"venues/{venue.pk}.ics").content.decode())

    assert [start.day for _summary, start, _end, _uid in events] == [27, 28]


def test_calendar_of_a_fair_without_halls_is_of_its_days(integrator):
    FairFactory(slug="spring", starts_on=dt.date(2027, 3, 27))

    [event] = icalendar_events(integrator.ask("fairs/spring.ics").content.decode())

    assert event[1] == dt.date(2027, 3, 27)


def test_no_calendar_without_a_day_or_after_it_was_called_off(integrator, fair):
    FairFactory(slug="someday")
    assert integrator.refusal("fairs/someday.ics") == (404, [("not_found", None)])
    assert "someday.ics" not in integrator.client.get("/fairs/someday/").content.decode()
    assert "spring.ics" in integrator.client.get("/fairs/spring/").content.decode()

    fair.status = "cancelled"
    fair.save()
    assert integrator.ask("fairs/spring.ics").status_code == 404
