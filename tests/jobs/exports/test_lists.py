"""What each list holds, for whom, and that an edited export can be imported again."""

import datetime as dt
import tracemalloc
from functools import partial

import pytest
from django.utils import timezone

from jobs.actions import export_runs
from jobs.exports import runs
from jobs.exports.lists import LISTS
from jobs.imports.checking import checked_rows, outcomes_of, workbook_of
from jobs.imports.kinds import KINDS
from jobs.models import ExportRun, ImportRun
from tests.conftest import organizer_of
from tests.factories import (
    ApplicantFactory,
    ApplicationFactory,
    DraftFactory,
    EducationFactory,
    EmployerFactory,
    ImportRunFactory,
    OccupationFactory,
    ParticipationFactory,
    PostingFactory,
)
from tests.jobs.exports.conftest import copied, sheets_of, table_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def test_postings(exported):
    posting = PostingFactory(
        title="=焊工",
        occupation=OccupationFactory(),
        education_min=EducationFactory(),
        experience_min=3,
        benefits=["五险一金", "包吃住"],
        for_veterans=True,
        shift="day",
        address="燕顺路 1 号",
        own_number="007",
    )

    (row,) = table_of(exported("postings", [posting]))

    assert row == {
        "单位名称": posting.employer.name,
        "统一社会信用代码": posting.employer.uscc,
        "岗位编号": "007",
        "岗位名称": "=焊工",
        "工种": "多工序数控机床操作调整工",
        "招聘人数": 3,
        "岗位职责": "按图纸编程、装夹并完成首件检验。",
        "国民经济行业": "制造业",
        "工作地区": "广阳区",
        "工作地点": "燕顺路 1 号",
        "用工形式": "全职",
        "班次": "白班",
        "截止日期": dt.datetime.combine(posting.expires_on, dt.time()),
        "月薪下限": 6500,
        "月薪上限": 9000,
        "底薪": 4000,
        "年发薪月数": 12,
        "福利": "五险一金、包吃住",
        "学历要求": "专科",
        "经验要求": "3年以上",
        "退役军人优先": "是",
        "随军家属友好": "否",
        "退役大学生": "否",
        "应届毕业生": "否",
        "状态": "已发布",
        "发布日期": dt.datetime.combine(TODAY, dt.time()),
        "网址": f"https://jobs.example/postings/{posting.pk}/",
    }


def test_rows_keep_the_order_that_was_asked_for(exported):
    first, second, third = (PostingFactory(title=title) for title in "甲乙丙")

    run = exported("postings", [third, first, second])

    assert [row["岗位名称"] for row in table_of(run)] == ["丙", "甲", "乙"]


def test_national_list_has_codes_where_the_field_is_a_code(exported):
    posting = PostingFactory(
        title="焊工", occupation=OccupationFactory(), education_min=EducationFactory()
    )
    bare = PostingFactory(salary_min=None, salary_max=None, base_pay=2320)
    talked = PostingFactory(
        salary_min=None,
        salary_max=None,
        base_pay=None,
        is_negotiable=True,
        negotiable_reason="按资历定薪",
    )

    run = exported("national", [posting, bare, talked, DraftFactory()])

    sheets = sheets_of(run.content)
    headings, *rows = sheets["岗位（国家招聘信息格式）"]
    assert headings == [line[0] for line in sheets["字段说明"][1:]]
    assert rows == [
        [
            str(posting.pk),
            "焊工",
            "6-18-01-07",
            posting.employer.name,
            "131003",
            "30",
            6500,
            9000,
            "按图纸编程、装夹并完成首件检验。",
            dt.datetime.combine(TODAY, dt.time()),
            f"https://jobs.example/postings/{posting.pk}/",
        ],
        *([str(row.pk), *rows[i][1:]] for i, row in ((1, bare), (2, talked))),
    ]
    assert [row[6:8] for row in rows[1:]] == [[2320, None], [None, None]]


def test_rows_of_another_bureau_are_left_out(exported, wuqing_posting):
    run = exported("postings", [wuqing_posting, PostingFactory(title="自己的")])

    assert [row["岗位名称"] for row in table_of(run)] == ["自己的"]


def test_exported_posts_and_employers_are_imported_without_a_change(exported, seeded):
    employer = EmployerFactory(size="100-499", address="演示路 1 号")
    rows = [
        PostingFactory(
            employer=employer,
            title="数控车工",
            occupation_id="6-18-01-07",
            education_min_id="30",
            experience_min=3,
            salary_months=13,
            benefits=["五险一金"],
            certificates=["电工证"],
            skills=["识图"],
            shift="two_shifts",
            for_dependents=True,
            own_number="007",
        ),
        PostingFactory(
            employer=employer,
            title="销售",
            salary_min=None,
            salary_max=None,
            is_negotiable=True,
        ),
    ]
    skipped = ("国民经济行业", "新兴与未来产业", "状态", "发布日期", "网址", "岗位数", "负责单位")
    headings = dict.fromkeys((*skipped, "核验到期日"), "")

    for kind, exports in (("postings", rows), ("employers", [employer])):
        run: ImportRun = ImportRunFactory(
            kind=kind,
            content=exported(kind, exports).content,
            organization=employer.organization,
            headings=headings,
        )
        read = workbook_of(run)
        assert read.unknown(headings) == []
        tally = outcomes_of(KINDS[kind], run, checked_rows(run, read))
        assert (tally.counts, tally.problems) == ({"same": len(exports)}, [])


# The person, the chunk of rows, what is prefetched with them, and the lease kept.
QUERIES = {
    "postings": (PostingFactory, 4),
    "national": (PostingFactory, 3),
    "employers": (EmployerFactory, 3),
    "participations": (ParticipationFactory, 3),
    "applicants": (ApplicantFactory, 5),
    "applications": (ApplicationFactory, 3),
}


@pytest.mark.parametrize("kind", QUERIES)
def test_queries_do_not_grow_with_rows(kind, langfang_organizer, django_assert_num_queries):
    factory, queries = QUERIES[kind]
    for count in (1, 29):
        rows = [factory() for _ in range(count)]
        run = _asked(kind, rows, langfang_organizer)
        with django_assert_num_queries(queries):
            runs.content_of(run, partial(runs._advance, run))


def test_memory_does_not_grow_with_rows(langfang_organizer):
    """A chunk is held at a time. What grows is the file."""
    rows = copied(PostingFactory(), 2_500)

    # The first one loads what the others find.
    _first, few, many = (most_held(rows[:count], langfang_organizer) for count in (1, 500, 2_500))

    assert many - few < 4 << 20, "2,000 posts that are held take 8 MB"


def most_held(rows, by):
    """The most bytes that Python holds at once while these are written."""
    run = _asked("national", rows, by)
    tracemalloc.start()
    runs.content_of(run, lambda done: None)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def _asked(kind, rows, by):

    run = export_runs.request_export(
        kind=kind, keys=[row.pk for row in rows], by=by, site="https://jobs.example"
    )
    run.refresh_from_db()
    return run


def test_kinds_with_names_are_those_that_can_be_asked_for_them():
    run = ExportRun(site="")
    named = {kind for kind, one in LISTS.items() if any(c.names_people for c in one.columns(run))}

    assert named == export_runs.NAMEABLE


def test_every_kind_of_list_is_tested_here():
    assert set(QUERIES) == {kind for kind in LISTS if not kind.startswith("fair_")}


def test_bureau_that_lost_a_right_since_gets_fewer_rows(langfang_organizer):

    run = _asked("postings", [PostingFactory()], langfang_organizer)
    langfang_organizer.memberships.update(left_on="2026-06-30")

    assert table_of(runs.work_on(run)) == []


def test_person_of_two_bureaus_is_logged_for_both(exported, langfang_organizer):
    other = organizer_of("120114").memberships.get().organization
    langfang_organizer.memberships.create(organization=other, joined_on="2026-01-05")

    run = exported("postings", [PostingFactory()])

    assert run.organizations.count() == 2
