"""Next year's fair: what is set up again is there, what happened is not."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from jobs.actions import fair_copies
from jobs.models import Booth, Fair, Participation
from tests.factories import (
    BoothFactory,
    FairFactory,
    OrganizationFactory,
    ParticipationFactory,
    PostingFactory,
    ReportedFigureFactory,
    VenueFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    """A fair with everything that a fair can have."""
    fair = FairFactory(
        name="2026年春季专场",
        slug="spring-2026",
        audience="veterans",
        introduction="三地同办。",
        starts_on=dt.date(2026, 3, 28),
        ends_on=dt.date(2026, 3, 29),
        dates_text="3月底",
        source="测试报道",
        reported_fields=["装备制造"],
    )
    fair.hosts.create(organization=OrganizationFactory(), role="co_host")
    venue = VenueFactory(
        fair=fair,
        name="廊坊会场",
        address="一路 1 号",
        expected_visitors=2000,
        permit_number="廊公许〔2026〕1号",
        is_demo=True,
    )
    booth = BoothFactory(zone=ZoneFactory(venue=venue, code="A", name="装备制造"), number="A01")
    BoothFactory(zone=booth.zone, number="A02")
    posting = PostingFactory()
    ParticipationFactory(booth=booth, employer=posting.employer, postings=[posting])
    ReportedFigureFactory(fair=fair)
    return fair


def copied(fair, by, **changes):
    values = {"year": 2027, "name": "2027年春季专场", "slug": "spring-2027", **changes}
    return fair_copies.copy_fair(fair=fair, by=by, **values)


def test_what_is_set_up_again_is_copied(fair, platform_admin):
    copy = copied(fair, platform_admin, starts_on=dt.date(2027, 3, 27))

    copy.refresh_from_db()
    same = ("series_id", "audience", "introduction")
    assert [getattr(copy, name) for name in same] == [getattr(fair, name) for name in same]
    assert copy.starts_on == dt.date(2027, 3, 27)
    host = copy.hosts.get()
    assert (host.organization, host.role) == (OrganizationFactory(), "co_host")
    venue, model = copy.venues.get(), fair.venues.get()
    same = ("name", "address", "region_id", "is_demo")
    assert [getattr(venue, name) for name in same] == [getattr(model, name) for name in same]
    zone = venue.zones.get()
    assert (zone.code, zone.name) == ("A", "装备制造")
    assert list(zone.booths.values_list("number", flat=True)) == ["A01", "A02"]


def test_what_happened_is_not_copied(fair, platform_admin):
    copy = copied(fair, platform_admin)

    copy.refresh_from_db()
    assert (copy.status, copy.decided_at, copy.decided_by) == ("draft", None, None)
    assert (copy.starts_on, copy.ends_on, copy.dates_text, copy.source) == (None, None, "", "")
    assert copy.reported_fields == []
    assert len(copy.missing_plans()) == 3
    assert not copy.reported_figures.exists()
    assert not copy.participations.exists()
    venue = copy.venues.get()
    assert (venue.expected_visitors, venue.permit_number, venue.exemption) == (None, "", "")
    assert Participation.objects.get().fair == fair


def test_copying_again_gives_the_copy_that_is_there(fair, platform_admin):
    copy = copied(fair, platform_admin)
    copy.introduction = "已经改过。"
    copy.save()

    again = copied(fair, platform_admin, name="别的名字", slug="another")

    assert again == copy
    assert again.introduction == "已经改过。"
    assert Fair.objects.count() == 2
    assert Booth.objects.count() == 4


def test_copy_of_the_copy_goes_on_to_the_year_after(fair, platform_admin):
    copy = copied(fair, platform_admin)

    after = copied(copy, platform_admin, year=2028, name="2028年春季专场", slug="spring-2028")

    assert (after.copied_from, after.year) == (copy, 2028)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"year": 2026}, "year"),
        ({"name": "2026年春季专场"}, "name"),
        ({"slug": "spring-2026"}, "slug"),
    ],
)
def test_refusal_names_the_field_and_leaves_nothing(fair, platform_admin, changes, field):
    with pytest.raises(ValidationError) as refusal:
        copied(fair, platform_admin, **changes)

    assert list(refusal.value.message_dict) == [field]
    assert list(Fair.objects.all()) == [fair]
