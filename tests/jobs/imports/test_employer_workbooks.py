"""Workbooks of employers and of who takes part in a fair, from upload to rows."""

import pytest

from jobs.actions import import_runs
from jobs.choices import ImportKind
from jobs.imports import runs, uploads
from jobs.models import Employer, Participation
from tests.conftest import organizer_of
from tests.factories import BoothFactory, EmployerFactory, FairFactory, ParticipationFactory
from tests.factories.employer import uscc

pytestmark = pytest.mark.django_db

EMPLOYERS = ["单位名称", "统一社会信用代码", "单位性质", "规模", "所属行业", "所在地区", "联系电话"]


@pytest.fixture
def clerk(tables):
    return organizer_of("131000")


@pytest.fixture
def bureau(clerk):
    return clerk.memberships.get().organization


@pytest.fixture
def take(clerk, bureau, xlsx):
    """Imports a workbook of these rows; gives the run."""

    def take(kind, headings, *rows, fair=None):
        run = uploads.take_in(
            organization=bureau,
            kind=kind,
            file_name="表.xlsx",
            content=xlsx({"表": [headings, *rows]}),
            by=clerk,
            fair=fair,
        )
        return runs.work_on(import_runs.start_import(run=run, by=clerk))

    return take


def test_employers_are_made_unverified_and_once(take, bureau):
    rows = [
        ["甲公司", uscc(1), "民营", "150-500人", "生物医药", "三河市燕郊", "138 0000 1234"],
        ["乙公司", "", "国企", "", "餐饮", "武汉市", ""],
    ]

    assert take(ImportKind.EMPLOYERS, EMPLOYERS, *rows).counts == {"made": 2}
    assert take(ImportKind.EMPLOYERS, EMPLOYERS, *rows).counts == {"same": 2}

    first = Employer.objects.get(uscc=uscc(1))
    assert (first.status, first.organization, first.region_id) == ("unverified", bureau, "131082")
    assert (first.nature, first.size, str(first.contact_phone)) == (
        "private",
        "100-499",
        "+8613800001234",
    )
    assert (first.industry_id, first.emerging_industry_id) == ("C", "SEI4")
    second = Employer.objects.get(name="乙公司")
    assert (second.region_id, second.address, second.uscc) == ("990000", "武汉市", None)


def test_changed_row_updates_its_employer(take, bureau):
    EmployerFactory(unverified=True, organization=bureau, name="甲公司", size="1-19", uscc=None)

    run = take(ImportKind.EMPLOYERS, ["单位名称", "规模", "信用代码"], ["甲 公司", "30人", uscc(3)])

    assert run.counts == {"changed": 1}
    employer = Employer.objects.get()
    assert (employer.size, employer.uscc, employer.name) == ("20-99", uscc(3), "甲公司")


def test_what_was_verified_stays_and_that_is_said(take, bureau):
    employer = EmployerFactory(organization=bureau, name="甲公司", nature="private", size="1-19")

    run = take(ImportKind.EMPLOYERS, ["单位名称", "单位性质", "规模"], ["甲公司", "国企", "30人"])

    employer.refresh_from_db()
    assert (employer.status, employer.nature, employer.size) == ("verified", "private", "20-99")
    assert run.counts == {"changed": 1}
    assert [doubt["meant"] for doubt in run.doubts] == ["已核验的单位性质与表中不同，未改动"]


def test_employer_of_another_place_is_not_this_bureaus(take):
    run = take(ImportKind.EMPLOYERS, ["单位名称", "所在地区"], ["甲公司", "武清区"])

    assert run.counts == {"refused": 1}
    assert "武清区 的负责单位须是 武清区 的单位" in run.problems[0]["meant"]


def test_employer_named_twice_in_a_file_is_made_once(take):
    run = take(
        ImportKind.EMPLOYERS, ["单位名称", "规模"], ["甲", "30人"], ["甲", "30人"], ["甲", "9人"]
    )

    assert run.counts == {"made": 1, "same": 1, "refused": 1}


def test_employers_sign_up_with_what_they_need(take, bureau):
    employer = EmployerFactory(organization=bureau, name="甲公司")
    fair = FairFactory()
    headings = ["单位名称", "用电功率", "插座数", "备注"]
    rows = [["甲公司", "1.5kW", 2, "靠近入口"], ["没有的公司", "", "", ""]]

    assert take(ImportKind.PARTICIPATIONS, headings, *rows, fair=fair).counts == {
        "made": 1,
        "refused": 1,
    }
    assert take(ImportKind.PARTICIPATIONS, headings, *rows, fair=fair).counts == {
        "same": 1,
        "refused": 1,
    }

    made = Participation.objects.get()
    assert (made.fair, made.employer, made.organization) == (fair, employer, bureau)
    assert (made.status, made.power_w, made.sockets, made.needs) == ("applied", 1500, 2, "靠近入口")


def test_booths_are_given_to_those_accepted_and_only_once(take, bureau):
    booth = BoothFactory(number="B12")
    fair = booth.zone.venue.fair
    for name, status in (("甲", "accepted"), ("乙", "accepted"), ("丙", "applied")):
        employer = EmployerFactory(organization=bureau, name=name)
        ParticipationFactory(employer=employer, fair=fair, status=status)

    run = take(
        ImportKind.PARTICIPATIONS,
        ["单位名称", "展位号"],
        ["甲", "b12"],
        ["乙", "B12"],
        ["丙", "B12"],
        ["甲 ", "B99"],
        fair=fair,
    )

    assert run.counts == {"changed": 1, "refused": 3}
    assert [problem["meant"] for problem in run.problems] == [
        "展位 B12 已给了别的单位",
        "尚未确认参会，不能给展位",
        "与前面的一行是同一单位",
    ]
    given = Participation.objects.get(booth=booth)
    assert (given.employer.name, given.venue) == ("甲", booth.zone.venue)
