"""今日会场: hall staff see their hall on their days, and nothing else."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    BoothFactory,
    EmployerFactory,
    HallStaffFactory,
    ParticipationFactory,
    PostingFactory,
    UserFactory,
    VenueFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db

URL = reverse("hall_duty")
LONG = "廊坊市" + "特种装备精密制造" * 6 + "有限公司"


@pytest.fixture
def staff():
    return HallStaffFactory()


@pytest.fixture
def client(client, staff):
    client.force_login(staff.user)
    return client


def stand(venue, name, number="A01", **values):
    zone = venue.zones.first() or ZoneFactory(venue=venue, code="A")
    employer = EmployerFactory(name=name)
    booth = BoothFactory(zone=zone, number=number)
    posting = PostingFactory(employer=employer)
    return ParticipationFactory(employer=employer, booth=booth, postings=[posting], **values)


def names(answer):
    assert answer.status_code == 200
    return [one.employer.name for one in answer.context["present"]]


def test_shows_who_stands_where_with_posts_and_needs(client, staff):
    stand(staff.venue, LONG, power_w=1500, sockets=2, needs="靠近入口")
    BoothFactory(zone=staff.venue.zones.get(), number="A02")
    html = client.get(URL).content.decode()

    for text in (LONG, "A01", "1 个岗位", "用电 1,500 瓦", "插座 2 个", "靠近入口", "空展位"):
        assert text in html, text


def test_hall_without_booths_says_so(client):
    assert "展区和展位还没有登记" in client.get(URL).content.decode()


def test_state_is_shown_and_who_was_refused_is_not(client, staff):
    here = {"venue": staff.venue, "fair": staff.venue.fair}
    ParticipationFactory(employer__name="候补厂", status="waitlisted", **here)
    ParticipationFactory(employer__name="停用厂", employer__status="suspended", **here)
    ParticipationFactory(
        employer__name="回绝厂", status="rejected", rejection_reason="资料不全", **here
    )
    answer = client.get(URL)

    assert sorted(names(answer)) == ["候补厂", "停用厂"]
    html = answer.content.decode()
    assert ("候补" in html, "资料不全" in html) == (True, False)
    assert html.count("个岗位") == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("机械", ["津北机械"]),
        ("a0", ["津北机械", "通州电子"]),
        ("Ａ０２", ["通州电子"]),
        ("没有", []),
        ("", ["津北机械", "通州电子"]),
        ("字" * 81, ["津北机械", "通州电子"]),
    ],
)
def test_employer_is_found_by_name_and_by_booth(client, staff, words, found):
    stand(staff.venue, "津北机械", "A01")
    stand(staff.venue, "通州电子", "A02")

    assert sorted(names(client.get(URL, {"q": words}))) == found


@pytest.mark.parametrize(("shift", "status"), [(-3, 403), (-1, 200), (0, 200), (1, 403)])
def test_opens_on_the_days_of_duty_only(client, shift, status):
    """Duty lasts two days: begun three days ago it is over, tomorrow it has not begun."""
    day = timezone.localdate() + dt.timedelta(days=shift)
    person = HallStaffFactory(starts_on=day).user
    client.force_login(person)

    assert client.get(URL).status_code == status


def test_coming_days_are_named_while_nothing_opens(client):
    coming = HallStaffFactory(starts_on=timezone.localdate() + dt.timedelta(days=1))
    stand(coming.venue, "还不能看的厂")
    client.force_login(coming.user)
    html = client.get(URL).content.decode()

    assert (coming.venue.name in html, "还不能看的厂" in html) == (True, False)


def test_other_halls_are_not_there(client, staff):
    other = VenueFactory(fair=staff.venue.fair)
    stand(other, "别的会场的厂")

    assert names(client.get(URL)) == []
    for asked in (other.pk, "x", 0):
        assert client.get(URL, {"venue": asked}).status_code == 404


def test_who_works_in_two_halls_chooses(client, staff):
    second = HallStaffFactory(user=staff.user)
    stand(second.venue, "第二会场的厂")

    assert names(client.get(URL, {"venue": second.venue_id})) == ["第二会场的厂"]
    assert names(client.get(URL, {"venue": staff.venue_id})) == []


def test_who_is_no_longer_active_sees_nothing(client):
    gone = HallStaffFactory(user=UserFactory(is_active=False)).user
    client.force_login(gone)

    assert client.get(URL).status_code in (302, 403)


def test_nothing_is_changed_here(client):
    assert client.post(URL).status_code == 405


def test_account_leads_there_on_the_day(client, staff):
    assert URL in client.get(reverse("account_home")).content.decode()
    staff.delete()
    assert URL not in client.get(reverse("account_home")).content.decode()


def test_as_many_queries_for_one_booth_as_for_thirty(client, staff):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(URL).status_code == 200
        return len(asked)

    stand(staff.venue, "厂 0", "A00")
    queries()  # what is remembered of the first page is not asked again
    one = queries()
    for number in range(1, 30):
        stand(staff.venue, f"厂 {number}", f"A{number:02d}")

    assert queries() == one
