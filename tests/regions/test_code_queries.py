"""Which rows of the code tables a query gives."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tongwulang.regions.models import Education, Industry, Major, Region, RegionNeighbour


def test_places_are_the_three_of_tongwulang() -> None:
    assert [str(place) for place in Region.objects.places()] == ["通州区", "武清区", "廊坊市"]


@pytest.mark.parametrize(
    ("code", "count", "first", "last"),
    [
        ("130000", 1 + 11 + 190 + 123, "130000", "131182"),
        ("131000", 1 + 11 + 123, "131000", "131082451"),
        ("131082", 1 + 18, "131082", "131082451"),
        ("110112001", 1, "110112001", "110112001"),
    ],
)
def test_region_within_takes_in_everything_below(
    code: str, count: int, first: str, last: str
) -> None:
    codes = list(Region.objects.within(code).values_list("code", flat=True))
    assert (len(codes), codes[0], codes[-1]) == (count, first, last)


def test_region_within_a_city_agrees_with_the_tree() -> None:
    city = Region.objects.get(code="131000")
    counties = set(city.children.all())
    towns = set(Region.objects.filter(parent__in=counties))
    assert set(Region.objects.within("131000")) == {city} | counties | towns


def test_someone_in_sanhe_finds_tongzhou_next_door() -> None:
    sanhe, tongzhou = Region.objects.get(code="131082"), Region.objects.get(code="110112")
    assert tongzhou in Region.objects.bordering(Region.objects.filter(pk=sanhe.pk))
    assert sanhe in Region.objects.bordering(Region.objects.filter(pk=tongzhou.pk))


def test_neighbours_are_the_same_from_both_sides() -> None:
    pairs = set(RegionNeighbour.objects.values_list("region", "neighbour"))
    found = {
        (region.code, neighbour.code)
        for region in Region.objects.counties()
        for neighbour in Region.objects.bordering(Region.objects.filter(pk=region.pk))
    }
    assert found == pairs | {(neighbour, region) for region, neighbour in pairs}


def test_no_neighbour_is_shipped_as_confirmed() -> None:
    assert RegionNeighbour.objects.confirmed().count() == 0
    assert not RegionNeighbour.objects.exclude(source__contains="未经核实").exists()


def test_a_pair_of_neighbours_is_stored_once_with_the_lower_code_first() -> None:
    pair = RegionNeighbour(region_id="131082", neighbour_id="110112", source="核对")
    with pytest.raises(ValidationError, match="代码较小的地区应填在前面"):
        pair.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        pair.save()
    pair.region_id, pair.neighbour_id = pair.neighbour_id, pair.region_id
    with pytest.raises(ValidationError, match="已登记为相邻"):
        pair.full_clean()


@pytest.mark.parametrize(("code", "count"), [("S", 57), ("C39", 46), ("SEI1", 1), ("FUT4", 1)])
def test_industry_within_nests_only_in_gbt4754(code: str, count: int) -> None:
    assert Industry.objects.within(code).count() == count


def test_section_s_does_not_take_in_strategic_industries() -> None:
    assert not Industry.objects.within("S").emerging().exists()


def test_vocational_school_is_as_good_as_high_school() -> None:
    vocational, high_school = Education.objects.get(code="40"), Education.objects.get(code="60")
    assert vocational in Education.objects.open_to(high_school)
    assert high_school in Education.objects.open_to(vocational)


def test_bachelor_meets_everything_up_to_bachelor() -> None:
    bachelor = Education.objects.get(code="20")
    codes = Education.objects.open_to(bachelor).values_list("code", flat=True)
    assert list(codes) == ["20", "30", "40", "41", "44", "47", "60", "70", "80", "90"]


def test_major_within_a_subject_stays_in_its_catalogue() -> None:
    majors = Major.objects.within("B0802")
    assert majors.filter(code="B080203").exists()
    assert set(majors.values_list("education_level", flat=True)) == {"undergraduate"}
