"""The demo catalogue: every code exists, every text is whole and lawful."""

import csv
from collections import Counter

import pytest
from django.conf import settings

from jobs.choices import Audience, EmployerNature, EmployerSize, EmploymentType, Shift
from jobs.short_texts import validate_short_texts
from tests.site.demo.unlawful_words import unlawful_parts
from tongwulang.site.demo.catalogue import Archetype, load_catalogue
from tongwulang.site.demo.layout import plan_slots
from tongwulang.site.demo.requirements import certificates_within
from tongwulang.site.demo.roles import MOST_OF_A_TITLE, hires

CATALOGUE = load_catalogue()
EACH_ARCHETYPE = pytest.mark.parametrize(
    "archetype", CATALOGUE.archetypes, ids=lambda archetype: archetype.key
)


def seed_codes(table: str) -> dict[str, dict[str, str]]:
    path = settings.BASE_DIR / "seeds" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


OCCUPATIONS, MAJORS, INDUSTRIES, EDUCATIONS, REGIONS = map(
    seed_codes, ("occupations", "majors", "industries", "educations", "regions")
)


def texts(archetype: Archetype) -> list[str]:
    style = archetype.style
    lists = (
        archetype.titles,
        archetype.leads,
        archetype.duties,
        archetype.objects,
        archetype.lines,
        archetype.skills,
        archetype.certificates,
        archetype.benefits,
        style.first,
        style.last,
        style.requirements,
    )
    return [text for part in lists for text in part]


def test_at_least_110_archetypes_in_all_walks_of_work():
    assert len(CATALOGUE.archetypes) >= 110
    assert len({archetype.family for archetype in CATALOGUE.archetypes}) >= 10
    assert len({archetype.occupation[0] for archetype in CATALOGUE.archetypes}) == 5


def test_keys_titles_and_leads_are_told_once():
    for name in ("titles", "leads"):
        counts = Counter(text for row in CATALOGUE.archetypes for text in getattr(row, name))
        assert [text for text, count in counts.items() if count > 1] == []
    assert len({row.key for row in CATALOGUE.archetypes}) == len(CATALOGUE.archetypes)


@EACH_ARCHETYPE
def test_archetype_names_codes_that_exist(archetype: Archetype):
    assert OCCUPATIONS[archetype.occupation]["level"] == "occupation"
    assert set(archetype.majors) <= set(MAJORS)
    assert set(archetype.sections) <= set(INDUSTRIES)
    assert set(archetype.emerging) <= set(INDUSTRIES)
    assert set(archetype.education) - {""} <= set(EDUCATIONS)
    assert set(archetype.shifts) <= set(Shift.values)
    assert set(archetype.audiences) <= set(Audience.values)


@EACH_ARCHETYPE
def test_archetype_has_enough_to_say(archetype: Archetype):
    sentences = [*archetype.leads, *archetype.duties]
    assert len(sentences) >= 8
    assert len(set(sentences)) == len(sentences)
    assert all("{object}" in lead and "{line}" in lead for lead in archetype.leads)
    assert all(text.endswith("。") for text in sentences)
    assert len(set(archetype.objects)) == len(archetype.objects) >= 6
    assert len(set(archetype.lines)) == len(archetype.lines) >= 8
    assert len(archetype.skills) >= 5
    validate_short_texts([*archetype.skills, *archetype.certificates, *archetype.benefits])
    if archetype.is_licensed:
        least = archetype.experience[0]
        assert archetype.certificates[0] in certificates_within(archetype, least)


@EACH_ARCHETYPE
def test_archetype_asks_for_majors_only_where_they_are_taught(archetype: Archetype):
    letters = {code[0] for code in archetype.majors}
    taught = {"30": "BC", "20": "B", "14": "A", "10": "A", "11": "A"}
    fitting = "".join(taught.get(code, "") for code in archetype.education)
    assert letters <= set(fitting)


@EACH_ARCHETYPE
def test_archetype_pays_a_believable_band(archetype: Archetype):
    low, high = archetype.pay
    assert 3000 <= low < high <= 30_000
    assert high <= 3 * low
    assert 0.3 <= archetype.base_share <= 1
    assert 0 <= archetype.experience[0] <= archetype.experience[1] <= 10


@EACH_ARCHETYPE
def test_archetype_says_nothing_unlawful(archetype: Archetype):
    assert [found for text in texts(archetype) for found in unlawful_parts(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "限男性",
        "35岁以下",
        "需交押金",
        "加微信详聊",
        "致电01069540000",
        "三年内不得怀孕",
        "身高170",
    ],
)
def test_the_screening_of_these_tests_does_find_what_it_should(text: str):
    assert unlawful_parts(text) != []


def test_certificates_that_no_longer_exist_are_not_asked_for():
    abolished = ("会计从业资格证", "企业法律顾问", "物业管理师注册", "职业资格证（一级）")
    asked = {text for row in CATALOGUE.archetypes for text in row.certificates}
    assert not {text for text in asked if text.startswith(abolished)}


def test_the_three_posts_that_the_report_names_are_there():
    named = {row.titles[0] for row in CATALOGUE.archetypes if row.is_featured}
    assert named == {"信息工程师", "销售主管", "教务管理"}


def test_fields_name_codes_that_exist():
    for field in CATALOGUE.fields:
        assert set(field.industries) | set(field.hires) <= set(INDUSTRIES)
        assert field.emerging is None or INDUSTRIES[field.emerging]["scheme"] == "emerging"
        assert field.zone in CATALOGUE.zones
        assert set(field.natures) <= set(EmployerNature.values)
    assert set(CATALOGUE.sizes) <= set(EmployerSize.values)


def test_counties_are_those_of_the_region_table():
    for county in CATALOGUE.counties.values():
        row = REGIONS[county.code]
        assert (county.name, county.place or "") == (row["name"], row["place"])
        assert row["level"] == "county"
        assert set(county.reach) <= set(CATALOGUE.counties)
        assert CATALOGUE.inviting_place(county) in {"110112", "120114", "131000"}


def test_every_county_of_the_three_places_has_demo_employers():
    expected = {
        code
        for code, row in REGIONS.items()
        if row["level"] == "county" and row["place"] and row["is_statistical"] == "0"
    }
    assert {code for code, row in CATALOGUE.counties.items() if row.place} == expected


def test_every_field_knows_enough_titles_for_its_largest_employers():
    largest = max(slot.postings for slot in plan_slots(50_000)) + 1
    for field in CATALOGUE.fields:
        for industry in field.industries:
            wanted = [row for row in CATALOGUE.archetypes if hires(row, field, industry)]
            titles = sum(len(row.titles) for row in wanted)
            assert titles * MOST_OF_A_TITLE >= largest, (field.key, industry)


def test_those_without_full_employment_have_benefits_of_their_own():
    assert set(CATALOGUE.benefits) == {EmploymentType.PART_TIME, EmploymentType.INTERNSHIP}
    for benefits in CATALOGUE.benefits.values():
        assert len(set(benefits)) == len(benefits) >= 6
        assert [part for text in benefits for part in unlawful_parts(text)] == []
        validate_short_texts(list(benefits))
