"""People in exports: names where they were asked for and may be seen, phones masked."""

import pytest

from tests.factories import (
    ApplicantFactory,
    ApplicationFactory,
    EmployerFactory,
    OrganizationFactory,
    RegionFactory,
    SeekerFactory,
)
from tests.jobs.exports.conftest import table_of

pytestmark = pytest.mark.django_db


def test_contacts_are_written_where_they_were_asked_for(exported):
    employer = EmployerFactory(contact_name="王敏", contact_phone="+8613800138000")

    (without,) = table_of(exported("employers", [employer]))
    (named,) = table_of(exported("employers", [employer], is_named=True))

    assert {"联系人", "联系手机"} & set(without) == set()
    assert (named["联系人"], named["联系手机"]) == ("王敏", "13800138000")
    assert (named["岗位数"], named["所在地区"]) == (0, "广阳区")


def test_people_are_numbers_unless_named_and_phones_are_always_masked(exported):
    person = ApplicantFactory(name="欧阳建国", phone="+8613800138000")

    (without,) = table_of(exported("applicants", [person]))
    (named,) = table_of(exported("applicants", [person], is_named=True))

    assert without["编号"] == person.pk
    assert {"姓名", "手机号"} & set(without) == set()
    assert (named["姓名"], named["手机号"]) == ("欧阳建国", "138****8000")


def test_whoever_no_bureau_answers_for_is_written_too(exported, platform_admin):
    person = SeekerFactory(organization=None, region=None)
    ended = ApplicationFactory(applicant=person)

    for kind, row in (("applicants", person), ("applications", ended)):
        (written,) = table_of(exported(kind, [row], is_named=True, by=platform_admin))
        assert written["编号"] == row.pk
        assert written.get("负责单位") in (None, ended.posting.employer.organization.name)


def test_name_behind_an_application_is_for_the_bureau_of_that_person(exported):
    elsewhere = ApplicantFactory(
        name="武清的人",
        region=RegionFactory(code="120114"),
        organization=OrganizationFactory(region=RegionFactory(code="120114")),
    )
    rows = [
        ApplicationFactory(applicant=ApplicantFactory(name="廊坊的人")),
        ApplicationFactory(applicant=elsewhere),
    ]

    run = exported("applications", rows, is_named=True)

    assert [row["姓名"] for row in table_of(run)] == ["廊坊的人", "—"]
