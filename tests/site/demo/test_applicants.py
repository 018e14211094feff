"""Invented applicants: of working age, without a phone, looking for what they can do."""

import datetime as dt
from collections import Counter

import pytest

from jobs.choices import ClaimKind
from tongwulang.site.demo.applicants import build_applicant
from tongwulang.site.demo.pay import band

TODAY = dt.date(2026, 3, 2)


@pytest.fixture(scope="module")
def people():
    return [build_applicant(number, TODAY) for number in range(2000)]


def test_everyone_is_of_working_age(people):
    ages = [TODAY.year - person.birth_year for person in people]
    # 禁止使用童工规定 2: nobody under 16; the birth year alone leaves a year open.
    assert min(ages) >= 17
    assert max(ages) <= 60


def test_lives_add_up(people):
    for person in people:
        assert person.birth_year + 15 <= person.graduation_year
        left = max(0, TODAY.year - person.graduation_year)
        assert 0 <= person.experience_years <= left


def test_wishes_fit_the_occupation(people):
    for person in people:
        low, high = band(person.archetype, person.county)
        assert low - 500 <= person.wanted_pay <= high
        assert set(person.skills) <= set(person.archetype.skills)
        assert person.wanted_regions[0] == person.county.code


def test_claims_are_dated_and_shown_only_when_verified(people):
    claims = [person.claim for person in people if person.claim]
    assert {claim.kind for claim in claims} == set(ClaimKind)
    for claim in claims:
        assert (claim.verified_on is None) == (claim.valid_until is None)
        if claim.verified_on is None:
            assert not claim.shown
        else:
            assert claim.verified_on < TODAY < claim.valid_until


def test_graduates_among_veterans_have_studied(people):
    kind = ClaimKind.VETERAN_GRADUATE
    studied = {person.education for person in people if person.claim and person.claim.kind == kind}
    assert studied <= {"30", "20", "14", "11"}


def test_applications_are_in_several_states(people):
    states = Counter(state for person in people for state in person.applications)
    assert len(states) == 7
    assert 3000 < states.total() < 5000


def test_applicant_is_the_same_again(people):
    assert build_applicant(1234, TODAY) == people[1234]
