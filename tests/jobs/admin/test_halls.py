"""A fair's halls, their zones and booths are made on the fair's page, or on the hall's."""

import pytest
from django.urls import reverse

from jobs.models import Booth, Venue, Zone
from tests.factories import BoothFactory, FairFactory, RegionFactory, VenueFactory, ZoneFactory

pytestmark = pytest.mark.django_db


def management(prefix, total, initial=0):
    return {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": initial}


def zone_row(prefix, zone=None, **values):
    """One row of zones as the browser sends it."""
    known = {"id": zone.pk, "venue": zone.venue_id} if zone else {"id": "", "venue": ""}
    return {f"{prefix}-{name}": value for name, value in {**known, **values}.items()}


@pytest.fixture
def admin(client, platform_admin):
    client.force_login(platform_admin)
    return client


@pytest.fixture
def of_fair(admin):
    """Saves a fair's page with these rows of halls and zones."""

    def of_fair(fair, **rows):
        values = {
            "series": fair.series_id,
            "name": fair.name,
            "slug": fair.slug,
            "year": fair.year,
            **management("hosts", 0),
            **management("reported_figures", 0),
        }
        return admin.post(reverse("admin:jobs_fair_change", args=[fair.pk]), {**values, **rows})

    return of_fair


@pytest.fixture
def of_hall(admin):
    """Saves a hall's page with these rows of zones."""

    def of_hall(venue, **rows):
        values = {"fair": venue.fair_id, "region": venue.region_id, "name": venue.name}
        return admin.post(reverse("admin:jobs_venue_change", args=[venue.pk]), {**values, **rows})

    return of_hall


def booths_of(zone):
    return sorted(zone.booths.values_list("number", flat=True))


def test_hall_with_its_zones_and_booths_is_made_on_the_fairs_page(of_fair):
    fair = FairFactory(status="draft")
    region = RegionFactory()

    answer = of_fair(
        fair,
        **management("venues", 1),
        **{"venues-0-name": "第一会场", "venues-0-region": region.pk},
        **management("venues-0-zones", 2),
        **zone_row("venues-0-zones-0", code="A", name="装备制造", last_booth=12),
        **zone_row("venues-0-zones-1", code="B", name="商贸服务", last_booth=""),
    )

    assert answer.status_code == 302, answer.context["errors"]
    venue = Venue.objects.get()
    first, second = venue.zones.all()
    assert (venue.fair, venue.name) == (fair, "第一会场")
    assert (str(first), str(second)) == ("A 装备制造", "B 商贸服务")
    assert booths_of(first) == [f"A{n:02d}" for n in range(1, 13)]
    assert booths_of(second) == []


def test_booths_of_a_zone_are_continued_and_those_there_stay(of_hall):
    venue = VenueFactory(fair__status="draft")
    zone = ZoneFactory(venue=venue, code="A")
    kept = [BoothFactory(zone=zone, number=number) for number in ("A02", "A特1")]
    row = {"code": "A", "name": zone.name}

    answer = of_hall(
        venue, **management("zones", 1, 1), **zone_row("zones-0", zone, last_booth=4, **row)
    )

    assert answer.status_code == 302, answer.context["errors"]
    assert booths_of(zone) == ["A01", "A02", "A03", "A04", "A特1"]
    assert set(kept) <= set(Booth.objects.all())
    of_hall(venue, **management("zones", 1, 1), **zone_row("zones-0", zone, last_booth=4, **row))
    assert zone.booths.count() == 5, "sent twice it is done once"


@pytest.mark.parametrize("typed", ["1", ""])
def test_booths_are_not_taken_away_by_a_smaller_number(of_hall, typed):
    zone = ZoneFactory(code="A", venue__fair__status="draft")
    BoothFactory(zone=zone, number="A02")

    answer = of_hall(
        zone.venue,
        **management("zones", 1, 1),
        **zone_row("zones-0", zone, code="A", name="改过", last_booth=typed),
    )

    assert answer.context["errors"] == [["已编到 2 号，这里不能减少；要删除展位，请打开这个展区。"]]
    zone.refresh_from_db()
    assert (booths_of(zone), zone.name != "改过") == (["A02"], True)


def test_refused_zone_keeps_what_was_typed_and_makes_nothing(of_fair):
    fair = FairFactory(status="draft")
    region = RegionFactory()

    answer = of_fair(
        fair,
        **management("venues", 1),
        **{"venues-0-name": "第一会场", "venues-0-region": region.pk},
        **management("venues-0-zones", 1),
        **zone_row("venues-0-zones-0", code="A", name="", last_booth=301),
    )

    page = answer.content.decode()
    assert answer.context["errors"] == [["该字段是必填项。"], ["确保该值小于或等于300。"]]
    assert "请更正" in page
    assert "ManagementForm" not in page, "nothing lacks in a hall that was not sent"
    assert 'value="第一会场"' in page
    assert not Venue.objects.exists()
    assert not Zone.objects.exists()


def test_who_may_only_look_sees_how_many_booths_there_are(client, langfang_organizer):
    zone = ZoneFactory(code="A")
    for number in ("A01", "A02", "A特1"):
        BoothFactory(zone=zone, number=number)
    client.force_login(langfang_organizer)

    for row in (zone.venue, zone.venue.fair):
        name = f"admin:jobs_{row._meta.model_name}_change"
        page = client.get(reverse(name, args=[row.pk])).content.decode()
        assert "展位数" in page
        assert "last_booth" not in page


def test_halls_page_asks_the_same_for_few_booths_and_for_many(admin, django_assert_num_queries):
    zone = ZoneFactory(code="A")
    url = reverse("admin:jobs_fair_change", args=[zone.venue.fair_id])
    BoothFactory(zone=zone, number="A01")
    admin.get(url)
    with django_assert_num_queries(26):
        admin.get(url)
    for code in "BCDE":
        other = ZoneFactory(venue=zone.venue, code=code)
        for number in range(1, 9):
            BoothFactory(zone=other, number=f"{code}{number:02d}")
    with django_assert_num_queries(26):
        admin.get(url)
