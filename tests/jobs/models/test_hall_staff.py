"""Who works at a hall, on its days only."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from jobs.models import HallStaff, Venue
from tests.factories import HallStaffFactory, OrganizationFactory, RegionFactory, UserFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2027, 3, 27), dt.date(2027, 3, 28)


@pytest.mark.parametrize(
    ("day", "is_on_duty"),
    [
        (dt.date(2027, 3, 26), False),
        (FIRST, True),
        (LAST, True),
        (dt.date(2027, 3, 29), False),
    ],
)
def test_on_duty_from_the_first_day_to_the_last(day, is_on_duty):
    staff = HallStaffFactory(starts_on=FIRST, ends_on=LAST)

    assert list(HallStaff.objects.on_duty(day)) == ([staff] if is_on_duty else [])
    assert list(Venue.objects.staffed_by(staff.user, day)) == ([staff.venue] if is_on_duty else [])


def test_one_hall_is_not_another():
    staff = HallStaffFactory()
    HallStaffFactory()

    assert list(Venue.objects.staffed_by(staff.user)) == [staff.venue]
    assert list(HallStaff.objects.on_duty().of(staff.user)) == [staff]


def test_inactive_person_is_not_on_duty():
    staff = HallStaffFactory(user=UserFactory(is_active=False))

    assert list(Venue.objects.staffed_by(staff.user)) == []
    assert list(HallStaff.objects.of(staff.user)) == []


def test_days_in_the_wrong_order_are_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        HallStaffFactory(starts_on=LAST, ends_on=FIRST)


def test_bureau_sends_people_in_its_own_name_only(client, langfang_organizer):
    staff = HallStaffFactory()
    foreign = OrganizationFactory(region=RegionFactory(code="120114"))
    own = langfang_organizer.memberships.get().organization
    client.force_login(langfang_organizer)
    values = {"venue": staff.venue_id, "phone": "13900139001"}
    values |= {"starts_on": FIRST, "ends_on": LAST}
    address = reverse("admin:jobs_hallstaff_add")

    refused = client.post(address, {**values, "organization": foreign.pk})
    assert list(refused.context["adminform"].form.errors) == ["organization"]
    assert client.post(address, {**values, "organization": own.pk}).status_code == 302
    assert HallStaff.objects.get(starts_on=FIRST).organization == own
