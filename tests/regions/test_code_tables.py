"""The shipped code tables say what the standards say."""

import pytest
from django.db.models import Count, F

from tongwulang.regions.choices import IndustryLevel, MajorLevel, OccupationLevel
from tongwulang.regions.models import Education, Industry, Major, Occupation, Region, SeedTable

PLACES_AND_COUNTIES = {
    "110112": "通州区",
    "120114": "武清区",
    "131000": "廊坊市",
    "131002": "安次区",
    "131003": "广阳区",
    "131022": "固安县",
    "131023": "永清县",
    "131024": "香河县",
    "131025": "大城县",
    "131026": "文安县",
    "131028": "大厂回族自治县",
    "131081": "霸州市",
    "131082": "三河市",
}


def test_thirteen_places_and_counties_have_their_gbt2260_codes() -> None:
    found = Region.objects.filter(place__isnull=False, code__regex=r"^\d{6}$", is_statistical=False)
    assert dict(found.values_list("code", "name")) == PLACES_AND_COUNTIES


def test_every_region_below_a_place_belongs_to_it() -> None:
    towns = Region.objects.filter(place__isnull=False, level="town")
    assert dict(towns.values_list("place").annotate(Count("code")).order_by("place")) == {
        "110112": 22,
        "120114": 37,
        "131000": 123,
    }


def test_langfang_development_zone_is_statistical() -> None:
    zone = Region.objects.get(code="131071")
    assert (zone.is_statistical, zone.level, zone.place_id) == (True, "county", "131000")


def test_statistical_counties_are_those_with_a_code_of_the_seventies() -> None:
    statistical = Region.objects.counties().filter(is_statistical=True).exclude(code="990000")
    seventies = Region.objects.counties().filter(code__regex=r"^\d{4}7\d$")
    assert set(statistical) == set(seventies)


def test_elsewhere_is_a_county_of_nowhere() -> None:
    elsewhere = Region.objects.get(code="990000")
    assert (elsewhere.name, elsewhere.level) == ("其他地区", "county")
    assert (elsewhere.parent, elsewhere.place) == (None, None)


def test_short_names_drop_the_kind_of_region() -> None:
    codes = ("110112", "120114", "131000", "131028", "120105", "130637")
    names = Region.objects.filter(code__in=codes).values_list("short_name", flat=True)
    assert sorted(names) == sorted(["通州", "武清", "廊坊", "大厂", "河北区", "博野"])


def test_gbt4754_has_twenty_sections_a_to_t() -> None:
    codes = Industry.objects.sections().values_list("code", flat=True)
    assert "".join(codes) == "ABCDEFGHIJKLMNOPQRST"


def test_nine_strategic_and_four_future_industries() -> None:
    counts = Industry.objects.emerging().order_by("level").values_list("level")
    assert dict(counts.annotate(Count("code"))) == {"strategic": 9, "future": 4}


def test_education_ranks_follow_the_level_and_not_the_code() -> None:
    assert dict(Education.objects.values_list("code", "rank")) == {
        "11": 7,
        "10": 6,
        "14": 6,
        "20": 5,
        "30": 4,
        "40": 3,
        "41": 3,
        "44": 3,
        "47": 3,
        "60": 3,
        "70": 2,
        "80": 1,
        "90": 0,
    }


def test_occupations_of_all_levels_are_there() -> None:
    counts = Occupation.objects.order_by("level").values_list("level").annotate(Count("code"))
    assert dict(counts) == {
        OccupationLevel.MAJOR: 8,
        OccupationLevel.MIDDLE: 74,
        OccupationLevel.MINOR: 382,
        OccupationLevel.OCCUPATION: 1639,
    }


def test_majors_carry_all_their_old_names_once() -> None:
    assert Major.objects.get(code="B070102").old_names == "计算数学及其应用软件、信息科学"
    assert Major.objects.filter(level=MajorLevel.MAJOR).count() == 2173


def test_group_names_of_majors_carry_no_code() -> None:
    assert not Major.objects.filter(name__regex=r"[A-Z0-9]").exists()


@pytest.mark.parametrize(
    ("model", "top"),
    [(Region, 3 + 1), (Industry, 20 + 13), (Occupation, 8), (Major, 36)],
)
def test_only_the_top_of_each_tree_has_no_parent(
    model: type[Region | Industry | Occupation | Major], top: int
) -> None:
    assert model.objects.filter(parent=None).count() == top
    assert not model.objects.filter(parent=F("pk")).exists()


def test_names_have_no_blanks_or_unbalanced_brackets() -> None:
    names = [
        name
        for model in (Region, Industry, Education, Occupation, Major)
        for name in model.objects.values_list("name", flat=True)
    ]
    assert [n for n in names if n != "".join(n.split()) or n.count("（") != n.count("）")] == []


def test_gbt4754_levels_nest_by_their_code() -> None:
    parents = Industry.objects.filter(level=IndustryLevel.CLASS).values_list("code", "parent")
    assert [pair for pair in parents if pair[0][:-1] != pair[1]] == []


def test_every_seed_file_records_its_origin_and_rows() -> None:
    assert dict(SeedTable.objects.exclude(origin="").values_list("name", "row_count")) == {
        "regions": 419,
        "neighbours": 51,
        "industries": 1984,
        "educations": 13,
        "occupations": 2103,
        "majors": 2533,
        "organizations": 6,
        "fairs": 10,
        "retention_rules": 2,
    }
