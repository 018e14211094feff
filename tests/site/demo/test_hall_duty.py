"""The demo's person of a hall is on duty on the day on which the demo is started."""

import datetime as dt

import pytest

from jobs.models import HallStaff, Venue
from tests.factories import FairFactory, OrganizationFactory, RegionFactory, VenueFactory
from tongwulang.accounts.models import User
from tongwulang.site.demo.hall_duty import DAYS, ensure_hall_duty
from tongwulang.site.demo.layout import VETERANS
from tongwulang.site.demo.people import HALL_EMAIL

TODAY = dt.date(2026, 3, 2)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create(email=HALL_EMAIL, name="演示会场工作人员")


@pytest.fixture
def hall():
    langfang = RegionFactory(code="131000")
    OrganizationFactory(region=langfang, kind="veterans")
    return VenueFactory(fair=FairFactory(slug=VETERANS), region=langfang, is_demo=True)


def test_person_is_on_duty_whenever_the_demo_is_started(person, hall):
    VenueFactory(fair=hall.fair)
    later = TODAY + dt.timedelta(days=DAYS + 1)
    for day in (TODAY, TODAY, TODAY + dt.timedelta(days=DAYS), later, later):
        ensure_hall_duty(today=day)
        assert list(Venue.objects.filter(staff__in=HallStaff.objects.of(person).on_duty(day))) == [
            hall
        ]

    assert [one.starts_on for one in HallStaff.objects.of(person)] == [TODAY, later]


def test_without_a_person_or_a_hall_nothing_is_made(person):
    assert ensure_hall_duty(today=TODAY) is None
    User.objects.all().delete()
    assert ensure_hall_duty(today=TODAY) is None
    assert not HallStaff.objects.exists()
