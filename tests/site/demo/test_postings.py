"""Invented posts: lawful and believable."""

import datetime as dt
import re
from collections import Counter

import pytest

from jobs.choices import Audience, EmploymentType
from tests.site.demo.unlawful_words import unlawful_parts
from tongwulang.site.demo.catalogue import load_catalogue
from tongwulang.site.demo.employers import build_employer
from tongwulang.site.demo.layout import VETERANS, plan_slots
from tongwulang.site.demo.pay import band
from tongwulang.site.demo.postings import build_postings
from tongwulang.site.demo.roles import hires

TODAY = dt.date(2026, 3, 2)
COUNTIES = load_catalogue().counties


@pytest.fixture(scope="module")
def pairs():
    """Every employer and post of the default scale."""
    employers = map(build_employer, plan_slots(8164))
    return [(owner, post) for owner in employers for post in build_postings(owner, TODAY)]


@pytest.fixture(scope="module")
def posts(pairs):
    return [post for _, post in pairs]


def test_pay_is_inside_the_band_of_occupation_and_county(posts):
    for post in posts:
        low, high = band(post.archetype, COUNTIES[post.workplace.region])
        if post.pay.salary_min is not None:
            assert low <= post.pay.salary_min < post.pay.salary_max <= high
            assert post.pay.salary_max <= 3 * post.pay.salary_min
        assert post.pay.base_pay >= COUNTIES[post.workplace.region].base_floor
        assert post.pay.base_pay <= (post.pay.salary_max or high)


def test_band_follows_the_county():
    archetype = load_catalogue().archetypes[0]
    low, high = archetype.pay
    factor = COUNTIES["131025"].pay_factor
    assert band(archetype, COUNTIES["131025"]) != band(archetype, COUNTIES["110112"])
    bottom, top = band(archetype, COUNTIES["131025"])
    assert low * factor <= bottom < low * factor + 100
    assert high * factor - 100 < top <= high * factor


def test_negotiable_posts_state_base_pay_and_nothing_else(posts):
    negotiable = [post for post in posts if post.pay.is_negotiable]
    assert 0.02 < len(negotiable) / len(posts) < 0.06
    assert {(post.pay.salary_min, post.pay.salary_max) for post in negotiable} == {(None, None)}
    assert all(post.pay.base_pay for post in negotiable)


def test_requirements_come_from_the_archetype(posts):
    for post in posts:
        asked, archetype = post.requirement, post.archetype
        assert (asked.education_min or "") in archetype.education
        assert archetype.experience[0] <= asked.experience_min <= archetype.experience[1]
        assert set(asked.skills) <= set(archetype.skills)
        assert len(asked.skills) >= 3
        assert set(asked.certificates) <= set(archetype.certificates)
        assert set(asked.majors) <= set(archetype.majors)
        assert asked.shift in archetype.shifts


def test_majors_are_those_taught_at_the_education_asked_for(posts):
    taught = {"30": "BC", "20": "B", "14": "A", "11": "A", "10": "A"}
    for post in posts:
        letters = {code[0] for code in post.requirement.majors}
        assert letters <= set(taught.get(post.requirement.education_min, ""))


def test_licensed_work_always_asks_for_the_licence(posts):
    licensed = [post for post in posts if post.archetype.is_licensed]
    assert licensed
    assert all(
        post.requirement.certificates == [post.archetype.certificates[0]] for post in licensed
    )


def test_title_grades_agree_with_experience(posts):
    for post in posts:
        if post.title.startswith("高级") and post.archetype.has_ladder:
            assert post.requirement.experience_min >= 5
        if post.title.startswith("初级"):
            assert post.requirement.experience_min == 0


def test_employers_look_only_for_occupations_of_their_industry(pairs):
    assert all(hires(post.archetype, owner.slot.field, owner.industry) for owner, post in pairs)


def test_nurses_are_not_wanted_by_factories():
    catalogue = load_catalogue()
    nurse = next(row for row in catalogue.archetypes if row.key == "nurse")
    fields = {field.key for field in catalogue.fields if hires(nurse, field, field.industries[0])}
    assert fields == {"health", "eldercare"}


def test_employees_have_social_insurance_and_nobody_else_is_promised_it(posts):
    for post in posts:
        is_employee = post.employment_type in {EmploymentType.FULL_TIME, EmploymentType.DISPATCH}
        assert ("五险一金" in post.benefits) == is_employee
        assert len(set(post.benefits)) == len(post.benefits) >= 4


def test_interns_and_part_timers_get_what_fits_them(posts):
    by_type = {
        kind: [set(post.benefits) for post in posts if post.employment_type == kind]
        for kind in (EmploymentType.INTERNSHIP, EmploymentType.PART_TIME)
    }
    assert all(by_type.values())
    for benefits in by_type[EmploymentType.INTERNSHIP]:
        assert {"实习津贴", "人身意外保险"} <= benefits
    # 劳动合同法 72: part-time work is paid at least every fifteen days.
    # 劳社部发〔2003〕12号 12: its employer pays for work injury insurance.
    for benefits in by_type[EmploymentType.PART_TIME]:
        assert {"工伤保险", "每半月结算工资"} <= benefits


def test_an_employer_recruits_at_most_three_in_ten_of_its_people(pairs):
    sought = Counter()
    sizes = {}
    for owner, post in pairs:
        sought[owner.slot.number] += post.headcount
        sizes[owner.slot.number] = int(owner.size.split("-")[1])
    over = {number for number in sizes if sought[number] > 0.3 * sizes[number]}
    assert over == set()
    assert len(set(sizes.values())) >= 4


def test_an_employer_offers_a_title_at_most_three_times_in_a_county(pairs):
    same = Counter((owner.slot.number, post.workplace.region, post.title) for owner, post in pairs)
    assert max(same.values()) <= 3


def test_certificates_that_take_years_are_asked_for_from_three_years_on(posts):
    senior = [post for post in posts if any(map(takes_years, post.requirement.certificates))]
    assert len(senior) > 100
    assert min(post.requirement.experience_min for post in senior) >= 3
    assert not any(Audience.FRESH_GRADUATES in post.audiences for post in senior)


def takes_years(certificate: str) -> bool:
    return re.search("中级|高级|[一二]级[^甲乙]|注册|执业药师|^社会工作师", certificate) is not None


@pytest.mark.parametrize(
    ("word", "sections"),
    [
        ("教学|学生|学员|学籍|校区", ("P",)),
        ("病区|患者|住院|门诊", ("Q",)),
        ("处方", ("Q", "F52", "C27")),
        # Works that treat waste have shop floors too.
        ("车间|产线|生产基地", ("C", "N77")),
        ("客房|酒店前厅", ("H", "Q85")),
        ("住户|业主", ("K", "L")),
    ],
)
def test_duties_stay_in_the_field_of_the_employer(pairs, word: str, sections: tuple[str, ...]):
    strangers = {
        (post.archetype.key, re.search(word, post.duties)[0], owner.industry)
        for owner, post in pairs
        if re.search(word, post.duties)
        and not any(code.startswith(sections) for code in (owner.industry, *owner.slot.field.hires))
    }
    assert strangers == set()


def test_only_agencies_send_people_elsewhere(pairs):
    dispatching = {
        owner.slot.field.key
        for owner, post in pairs
        if post.employment_type == EmploymentType.DISPATCH
    }
    assert dispatching == {"manpower"}


def test_posts_in_another_county_state_where_insurance_is_paid_and_since_when(pairs):
    crossing = 0
    for owner, post in pairs:
        place = post.workplace
        crosses = place.region != owner.county.code
        crossing += crosses
        assert place.insurance_region == (owner.county.code if crosses else None)
        assert (place.cross_border_on is not None) == crosses
        if place.shuttle:
            assert crosses
        if place.cross_border_on:
            assert TODAY - dt.timedelta(days=30) <= place.cross_border_on < TODAY
    assert crossing > 1000


def test_nobody_is_driven_a_hundred_kilometres_every_day(pairs):
    """保定, 唐山 and 石家庄 are that far from where their employers have posts; others are not."""
    weekly = {
        owner.county.name
        for owner, post in pairs
        if post.workplace.shuttle and "周五晚" in post.workplace.shuttle
    }
    daily = {
        owner.county.name
        for owner, post in pairs
        if post.workplace.shuttle and "周五晚" not in post.workplace.shuttle
    }

    assert weekly == {"桥西区", "莲池区", "路北区"}
    assert weekly.isdisjoint(daily)


def test_talent_fair_has_employers_and_posts_of_the_three_places_only(pairs):
    for owner, post in pairs:
        if owner.slot.fair != VETERANS:
            assert owner.county.place is not None
            assert COUNTIES[post.workplace.region].place is not None


def test_dates_lie_around_today(posts):
    for post in posts:
        assert 1 <= (TODAY - post.published_at.date()).days <= 30
        assert 20 <= (post.expires_on - TODAY).days <= 120
        assert 8 <= post.published_at.hour <= 17
    assert len({post.published_at.date() for post in posts}) == 30


def test_veterans_fair_is_for_veterans_and_dependents(pairs):
    named = Counter(
        audience
        for owner, post in pairs
        if owner.slot.fair == VETERANS
        for audience in post.audiences
    )
    assert named["veterans"] > 0.7 * 3104
    assert named["dependents"] > 0.35 * 3104
    assert named["veteran_graduates"] > 200


@pytest.mark.parametrize("title", ["信息工程师", "销售主管", "教务管理"])
def test_posts_that_the_report_names_come_in_numbers(pairs, title: str):
    titles = Counter(post.title for owner, post in pairs if owner.slot.fair == VETERANS)
    assert titles[title] >= 20
    variants = {name: count for name, count in titles.items() if name.startswith(title)}
    assert sum(variants.values()) >= 60


def test_nothing_says_what_screening_would_stop_at(posts):
    found = [
        part
        for post in posts
        for text in (post.title, post.duties, post.requirement.requirements)
        for part in unlawful_parts(text)
    ]
    assert found == []


def test_employer_names_are_of_a_form_that_no_company_has(pairs):
    names = {owner.name for owner, _ in pairs}
    assert len(names) == 373
    assert all(name.startswith("演示单位（") and name.endswith(" 号") for name in names)
    first = next(owner for owner, _ in pairs if owner.slot.number == 17)
    assert first.name == f"演示单位（{first.slot.field.label}）第 017 号"
