"""A person's own row: written once however often, and answered for by the right bureau."""

import pytest

from jobs.actions import applicants
from jobs.models import Applicant, Look
from tests.factories import (
    ApplicantFactory,
    NoticeFactory,
    OrganizationFactory,
    RegionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice():
    return NoticeFactory(kind="profile")


def test_row_starts_with_what_the_account_knows():
    user = UserFactory(name="张三", phone="+8613800138000")
    applicant = applicants.applicant_of(user)

    assert (applicant.pk, applicant.name, str(applicant.phone)) == (None, "张三", "+8613800138000")


def test_saving_twice_is_one_row(notice):
    user = UserFactory()
    for year in (1990, 1991):
        applicants.save_own(by=user, values={"birth_year": year}, agreed=notice)

    assert Applicant.objects.get().birth_year == 1991


def test_bureau_follows_the_region(notice):
    user = UserFactory()
    wuqing, langfang = (
        OrganizationFactory(region=RegionFactory(code=code)) for code in ("120114", "131000")
    )
    found = [
        applicants.save_own(
            by=user, values={"region": RegionFactory(code=code)}, agreed=notice
        ).organization
        for code in ("131082", "120114", "110115")
    ]

    # Nobody answers for somebody who moves away, unless they have applied there.
    assert found == [langfang, wuqing, None]


def test_nobody_answers_for_somebody_from_elsewhere_yet(notice):
    applicant = applicants.save_own(
        by=UserFactory(), values={"region": RegionFactory(code="110115")}, agreed=notice
    )

    assert applicant.organization is None


def test_bureau_that_chose_somebody_keeps_them(notice):
    veterans = OrganizationFactory(kind="veterans")
    OrganizationFactory()
    applicant = ApplicantFactory(user=UserFactory(), organization=veterans)
    applicants.save_own(
        by=applicant.user, values={"region": RegionFactory(code="131082")}, agreed=notice
    )
    applicant.refresh_from_db()

    assert applicant.organization == veterans


def test_look_says_for_whom(langfang_organizer, platform_admin):
    applicant = ApplicantFactory()
    for person in (langfang_organizer, platform_admin):
        applicants.look_at(applicant=applicant, by=person)

    bureau = langfang_organizer.memberships.get().organization.name
    assert sorted(Look.objects.values_list("by", "capacity")) == sorted(
        [(langfang_organizer.pk, bureau), (platform_admin.pk, "平台管理员")]
    )
