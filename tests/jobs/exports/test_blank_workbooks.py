"""A blank workbook that is filled in by its drop-downs is imported row by row."""

import io

import openpyxl
import pytest

from jobs.choices import ImportKind
from jobs.exports.blank_workbooks import CODES_SHEET, blank_workbook
from jobs.imports import runs
from jobs.imports.code_tables import CodeTables
from jobs.imports.kinds import KINDS
from jobs.imports.uploads import take_in
from jobs.models import Employer, Participation, Posting
from tests.factories import EmployerFactory, FairFactory
from tongwulang.accounts.models import Organization

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def opened(kind):
    return openpyxl.load_workbook(io.BytesIO(blank_workbook(kind)))


def choices_of(book):
    """Heading to the texts that its cells may be chosen from."""
    codes = book[CODES_SHEET]
    offered = {column[0].value: [cell.value for cell in column[1:]] for column in codes.columns}
    return {name: list(filter(None, texts)) for name, texts in offered.items()}


def filled(kind, rows):
    """The workbook with these rows, each by heading."""
    book = opened(kind)
    sheet = book.active
    headings = [cell.value.rstrip("*") for cell in sheet[1]]
    for number, row in enumerate(rows, 2):
        assert set(row) <= set(headings)
        for place, heading in enumerate(headings, 1):
            sheet.cell(number, place, row.get(heading))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def imported(langfang_organizer):
    """Takes a workbook in and imports its good rows."""
    bureau = Organization.objects.of_member(langfang_organizer).get()

    def imported(kind, rows, fair=None):
        run = take_in(
            organization=bureau,
            kind=kind,
            file_name="模板.xlsx",
            content=filled(kind, rows),
            by=langfang_organizer,
            fair=fair,
        )
        assert (run.status, run.problems) == ("ready", []), run.problems
        runs.import_runs.start_import(run=run, by=langfang_organizer)
        run.refresh_from_db()
        return runs.work_on(run)

    return imported


@pytest.mark.parametrize("kind", ImportKind)
def test_every_heading_is_known_to_the_import(kind, imported):
    fields = KINDS[kind].fields(CodeTables.load())
    headings = [cell.value for cell in opened(kind).active[1]]

    assert headings == [
        f"{field.label}*" if name in KINDS[kind].needed else str(field.label)
        for name, field in fields.items()
    ]


def test_every_choice_of_posts_is_read_without_a_doubt(imported):
    offered = choices_of(opened(ImportKind.POSTINGS))
    lengths = {name: len(texts) for name, texts in offered.items()}
    assert lengths == {
        "单位性质": 7, "单位规模": 6, "工种": 1639, "行业": 20, "工作地区": 13,
        "用工形式": 4, "班次": 5, "学历要求": 13, "退役军人优先": 2, "随军家属友好": 2,
        "退役大学生": 2, "应届毕业生": 2,
    }  # fmt: skip
    count = max(length for name, length in lengths.items() if name != "工种")
    rows = [
        {
            "单位名称": "演示甲公司",
            "岗位名称": f"岗位{n}",
            **{name: texts[n % len(texts)] for name, texts in offered.items()},
        }
        for n in range(count)
    ]

    run = imported(ImportKind.POSTINGS, rows)

    assert (run.status, run.counts, run.doubts) == ("done", {"made": count}, [])
    assert set(Posting.objects.values_list("employment_type", flat=True)) == {
        "full_time",
        "part_time",
        "internship",
        "dispatch",
    }
    assert Posting.objects.exclude(region=None).values("region").distinct().count() == 13
    assert Posting.objects.values("industry").distinct().count() == 20
    assert Posting.objects.filter(for_veterans=True).count() == (count + 1) // 2


def test_whole_row_of_a_post(imported):
    imported(
        ImportKind.POSTINGS,
        [
            {
                "单位名称": "演示甲公司",
                "岗位名称": "电焊工",
                "工种": "焊工",
                "招聘人数": 5,
                "岗位职责": "焊接",
                "工作地区": "三河市",
                "工作地点": "演示路 1 号",
                "用工形式": "全职",
                "截止日期": "2027-12-31",
                "月薪下限": 5000,
                "月薪上限": 8000,
                "底薪": 3000,
                "福利": "五险一金、包吃住",
                "学历要求": "不限",
                "退役军人优先": "是",
            }
        ],
    )

    posting = Posting.objects.get()
    assert (posting.region_id, posting.address, posting.headcount) == ("131082", "演示路 1 号", 5)
    assert (posting.salary_min, posting.salary_max, posting.base_pay) == (5000, 8000, 3000)
    assert (str(posting.expires_on), posting.benefits) == ("2027-12-31", ["五险一金", "包吃住"])
    assert (posting.education_min, posting.for_veterans) == (None, True)
    assert posting.missing_fields() == []


def test_employers(imported):
    offered = choices_of(opened(ImportKind.EMPLOYERS))
    rows = [
        # The last places of the list are in 廊坊, which answers for these employers.
        {"单位名称": f"演示单位{n}", **{name: texts[n - 6] for name, texts in offered.items()}}
        for n in range(6)
    ]

    run = imported(ImportKind.EMPLOYERS, rows)

    assert (run.counts, run.doubts) == ({"made": 6}, [])
    assert list(Employer.objects.order_by("pk").values_list("nature", flat=True)) == [
        "private",
        "foreign",
        "public_institution",
        "government",
        "social",
        "self_employed",
    ]


def test_participations(imported, langfang_organizer):
    bureau = Organization.objects.of_member(langfang_organizer).get()
    employer = EmployerFactory(organization=bureau)
    row = {"单位名称": employer.name, "用电功率": 1500, "插座数": 2, "其他需要": "展架"}

    imported(ImportKind.PARTICIPATIONS, [row], fair=FairFactory())

    made = Participation.objects.get()
    assert (made.employer, made.power_w, made.sockets, made.needs) == (employer, 1500, 2, "展架")


def test_untouched_blank_workbook_is_refused_in_words(imported):
    with pytest.raises(Exception, match="没有找到表头和数据"):
        imported(ImportKind.POSTINGS, [])
