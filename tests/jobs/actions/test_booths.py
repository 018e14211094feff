"""Booths are added in rows and given in their order; what cannot be done changes nothing."""

import pytest
from django.core.exceptions import ValidationError

from jobs.actions import booths
from jobs.models import Booth
from tests.factories import (
    BoothFactory,
    EmployerFactory,
    FairFactory,
    ParticipationFactory,
    VenueFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def venue():
    return VenueFactory()


def zone_with(venue, code, *numbers):
    zone = ZoneFactory(venue=venue, code=code)
    return zone, [BoothFactory(zone=zone, number=number) for number in numbers]


def accepted(venue, name):
    return ParticipationFactory(fair=venue.fair, employer=EmployerFactory(name=name))


def place_of(participation):
    participation.refresh_from_db()
    return participation.venue, participation.booth and participation.booth.number


def test_booths_are_added_with_the_letter_of_their_zone_and_once(venue, platform_admin):
    zone, _ = zone_with(venue, "B", "B02")

    assert booths.add_booths(zone=zone, first=1, last=3, by=platform_admin) == 2
    assert booths.add_booths(zone=zone, first=1, last=3, by=platform_admin) == 0

    assert sorted(zone.booths.values_list("number", flat=True)) == ["B01", "B02", "B03"]


@pytest.mark.parametrize(("first", "last"), [(0, 3), (5, 4), (1, 301)])
def test_range_that_makes_no_sense_is_refused(venue, platform_admin, first, last):
    zone, _ = zone_with(venue, "B")

    with pytest.raises(ValidationError):
        booths.add_booths(zone=zone, first=first, last=last, by=platform_admin)

    assert not Booth.objects.exists()


def test_employers_get_free_booths_in_the_order_of_numbers(venue, platform_admin):
    zone, made = zone_with(venue, "A", "A10", "A2", "A1")
    ParticipationFactory(booth=made[2])
    first, second = accepted(venue, "甲公司"), accepted(venue, "乙公司")

    moved = booths.assign_places(
        participations=[second, first], venue=venue, zone=zone, by=platform_admin
    )

    assert moved == 2
    # 乙 stands before 甲 in the order of the database; A1 is taken, A2 comes before A10.
    assert {place_of(first), place_of(second)} == {(venue, "A2"), (venue, "A10")}


def test_whoever_stands_there_keeps_the_place(venue, platform_admin):
    zone, _made = zone_with(venue, "A", "A1", "A2")
    row = accepted(venue, "甲公司")
    asked = {"participations": [row], "venue": venue, "zone": zone, "by": platform_admin}

    assert booths.assign_places(**asked) == 1
    place = place_of(row)
    assert booths.assign_places(**asked) == 0
    assert place_of(row) == place == (venue, "A1")


def test_too_few_booths_place_nobody(venue, platform_admin):
    zone_with(venue, "A", "A1")
    rows = [accepted(venue, "甲公司"), accepted(venue, "乙公司")]

    with pytest.raises(ValidationError) as refusal:
        booths.assign_places(participations=rows, venue=venue, by=platform_admin)

    assert refusal.value.messages == ["只有 1 个空展位，不够 2 家使用；没有改动。"]
    assert [place_of(row) for row in rows] == [(None, None), (None, None)]


def test_hall_alone_takes_the_booth_of_another_hall_back(venue, platform_admin):
    _zone, (booth,) = zone_with(venue, "A", "A1")
    other = VenueFactory(fair=venue.fair)
    row = ParticipationFactory(booth=booth)

    booths.assign_places(participations=[row], venue=other, with_booths=False, by=platform_admin)

    assert place_of(row) == (other, None)


def test_one_employer_gets_the_booth_that_was_chosen_unless_it_is_taken(venue, platform_admin):
    _zone, (first, second) = zone_with(venue, "A", "A1", "A2")
    row, other = accepted(venue, "甲公司"), accepted(venue, "乙公司")

    booths.assign_places(participations=[row], venue=venue, booth=second, by=platform_admin)
    assert place_of(row) == (venue, "A2")
    with pytest.raises(ValidationError) as refusal:
        booths.assign_places(participations=[other], venue=venue, booth=second, by=platform_admin)
    assert refusal.value.messages == ["展位 A2 已有单位。"]
    assert first.number == "A1"


def test_undecided_and_foreign_employers_are_named(venue, platform_admin):
    zone_with(venue, "A", "A1", "A2", "A3")
    fine = accepted(venue, "甲公司")
    applied = ParticipationFactory(fair=venue.fair, status="applied")
    elsewhere = ParticipationFactory(fair=FairFactory())

    with pytest.raises(ValidationError) as refusal:
        booths.assign_places(
            participations=[fine, applied, elsewhere], venue=venue, by=platform_admin
        )

    assert refusal.value.messages == [
        f"“{applied}”尚未确认参会，不能安排展位。",
        f"“{elsewhere}”参加的不是这场招聘会。",
    ]
    assert place_of(fine) == (None, None)
