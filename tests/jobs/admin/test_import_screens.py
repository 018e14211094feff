"""The import screens: upload, columns, preview, import or nothing, and the workbook of errors."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobs.imports import runs
from jobs.imports.files.opening import open_workbook
from jobs.models import HeadingChoice, ImportRun, Posting
from tests.conftest import organizer_of
from tests.factories import FairFactory, PostingFactory, RegionFactory

pytestmark = pytest.mark.django_db

ADD = reverse("admin:jobs_importrun_add")
PAGE_QUERIES = 15
CSV = "单位名称,岗位名称,薪资\n甲公司,焊工,5-8K\n甲公司,电工,高薪\n"


@pytest.fixture
def upload(client, clerk):
    """Sends a file of this text (or these bytes) as the browser does."""

    def upload(content=CSV, organization=None, **changes):
        data = content.encode() if isinstance(content, str) else content
        bureau = organization or clerk.memberships.get().organization
        values = {"organization": bureau.pk, "kind": "postings", **changes}
        return client.post(
            ADD, {**values, "file": SimpleUploadedFile("岗位.csv", data)}, follow=True
        )

    return upload


def step(client, run, name, **values):
    return client.post(run.get_absolute_url(), {"step": name, **values}, follow=True)


def texts(answer):
    """What a reader sees of the page, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def test_clear_file_is_checked_at_once_and_nothing_written(upload):
    answer = upload()

    run = ImportRun.objects.get()
    assert answer.redirect_chain[-1][0] == run.get_absolute_url()
    seen = texts(answer)
    assert "数据行 2 新增 1 有问题 1" in seen
    assert "第 3 行 C 列 薪资 高薪 薪资，如 5000-8000" in seen
    assert "只导入没有问题的 1 行" in seen
    assert not Posting.objects.exists()


def test_good_rows_are_imported_on_the_clerks_word(client, upload, clerk):
    upload()
    run = ImportRun.objects.get()

    answer = step(client, run, "import")

    assert "已导入" in texts(answer)
    posting = Posting.objects.get()
    assert (posting.status, posting.title, posting.salary_min) == ("draft", "焊工", 5000)
    assert posting.employer.organization == clerk.memberships.get().organization
    again = step(client, run, "import")
    assert "不能由“已导入”变为“导入中”" in texts(again)
    assert Posting.objects.count() == 1


def test_result_leads_to_what_was_written_and_not_to_all_there_is(client, upload, clerk):
    upload()
    run = ImportRun.objects.get()

    made = step(client, run, "import").content.decode()

    assert 'href="/admin/jobs/posting/?list=drafts">查看导入的内容' in made
    public = PostingFactory(own_number="7")
    row = f"{public.employer.name},7,{public.title},6-9K"
    upload(f"单位名称,岗位编号,岗位名称,薪资\n{row}\n")
    proposed = step(client, ImportRun.objects.first(), "import").content.decode()
    assert 'href="/admin/jobs/postingrevision/?list=waiting">查看导入的内容' in proposed


def test_import_from_a_fairs_page_is_for_this_fair(client, clerk):
    fair = FairFactory()
    page = client.get(reverse("admin:jobs_fair_change", args=[fair.pk])).content.decode()
    link = re.search(r'href="([^"]*)">从表格导入', page)[1].replace("&amp;", "&")

    form = client.get(link).context["form"]

    assert (form["kind"].value(), form["fair"].value()) == ("participations", str(fair.pk))


def test_file_that_would_change_nothing_offers_no_import(client, upload):
    upload()
    step(client, ImportRun.objects.get(), "import")

    seen = texts(upload())

    assert "数据行 2 不变 1 有问题 1" in seen
    assert "没有需要写入的内容。" in seen
    assert "只导入" not in seen


def test_nothing_is_imported_if_the_clerk_gives_up(client, upload):
    upload()
    run = ImportRun.objects.get()

    assert "已放弃，没有导入任何内容。" in texts(step(client, run, "cancel"))

    run.refresh_from_db()
    assert (run.status, bytes(run.content)) == ("cancelled", b"")
    assert not Posting.objects.exists()


def test_unknown_columns_are_asked_for_once(client, upload):
    content = "厂家,岗位名称,备用\n甲公司,焊工,x\n"
    answer = upload(content)

    run = ImportRun.objects.get()
    assert run.status == "mapping"
    seen = texts(answer)
    assert "A 厂家" in seen
    assert "甲公司" in seen, "a few cells say what the column holds"
    refused = step(client, run, "headings", column0="", column1="title", column2="")
    assert "请指定哪一列是单位名称。" in texts(refused)
    twice = step(client, run, "headings", column0="title", column1="title", column2="")
    assert "“厂家”“岗位名称”不能都是岗位名称" in texts(twice)

    step(client, run, "headings", column0="employer_name", column1="title", column2="")

    run.refresh_from_db()
    assert (run.status, run.counts) == ("ready", {"made": 1})
    upload(content.replace("焊工", "车工"))
    assert [run.status for run in ImportRun.objects.all()] == ["ready", "ready"]


def test_columns_that_mean_the_same_are_asked_about_though_all_are_known(client, upload):
    city, county = RegionFactory(code="131000"), RegionFactory(code="131082")
    content = f"单位名称,岗位名称,工作城市,所在区县\n甲公司,焊工,{city.name},{county.name}\n"

    seen = texts(upload(content))

    run = ImportRun.objects.get()
    assert run.status == "mapping", "of two places one would be lost"
    assert "不能都是工作地区：一列选作工作地点，两列合起来读；或只留一列。" in seen
    assert seen.index("请您确定的 2 列") < seen.index("C 工作城市") < seen.index("D 所在区县")
    assert seen.index("D 所在区县") < seen.index("已经认出的 2 列") < seen.index("A 单位名称")

    headings = {"column0": "employer_name", "column1": "title", "column2": "region"}
    step(client, run, "headings", **headings, column3="address")
    step(client, run, "import")
    posting = Posting.objects.get()
    assert (posting.region_id, posting.address) == ("131082", city.name)


def test_meaning_of_columns_can_be_changed_from_the_preview(client, upload):
    upload()
    run = ImportRun.objects.get()

    step(client, run, "reopen")
    step(client, run, "headings", column0="employer_name", column1="title", column2="")

    run.refresh_from_db()
    assert run.counts == {"made": 2}
    assert HeadingChoice.objects.of(run.organization, "postings")["薪资"] == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "这不是表格文件"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "这是网页文件"),
        (b"  \n ", "文件里没有内容"),
        ("只有一句话".encode(), "没有找到表头和数据"),
    ],
)
def test_file_that_cannot_be_read_says_why_beside_the_field(upload, content, said):
    answer = upload(content)

    assert said in texts(answer)
    assert answer.context["form"]["organization"].value()
    assert not ImportRun.objects.exists()


def test_file_for_another_bureau_is_refused(upload):
    RegionFactory(code="120114")
    stranger = organizer_of("120114").memberships.get().organization

    answer = upload(organization=stranger)

    assert "organization" in answer.context["form"].errors
    assert not ImportRun.objects.exists()


def test_bad_rows_come_back_as_a_workbook_with_what_is_wrong_beside_the_cells(client, upload):
    upload(CSV + "=cmd|'/c calc'!A1,钳工,5-8\n")
    run = ImportRun.objects.get()

    answer = client.get(reverse("admin:jobs_importrun_errors", args=[run.pk]))

    (sheet,) = open_workbook(answer.content)
    assert sheet.rows[0] == ["单位名称", "岗位名称", "薪资", "问题：薪资"]
    assert sheet.rows[1][:3] == ["甲公司", "电工", "高薪"]
    assert sheet.rows[1][3].startswith("薪资，如 5000-8000")
    assert sheet.rows[2][0] == "=cmd|'/c calc'!A1", "text stays text"


def test_mended_workbook_of_errors_is_imported_as_it_is(client, upload):
    upload("单位名称,岗位名称,薪资\n甲公司,电工,高薪\n")
    run = ImportRun.objects.get()
    content = client.get(reverse("admin:jobs_importrun_errors", args=[run.pk])).content
    (sheet,) = open_workbook(content)
    mended = io.StringIO()
    for row in sheet.rows:
        mended.write(
            ",".join(str(cell).replace("高薪", "6000") for cell in row).replace("，", "；")
        )
        mended.write("\n")

    upload(mended.getvalue())

    assert ImportRun.objects.latest("pk").counts == {"made": 1}


def test_workbook_of_errors_of_another_bureau_is_not_there(client, upload):
    upload()
    run = ImportRun.objects.get()
    client.force_login(organizer_of("120114"))

    assert client.get(reverse("admin:jobs_importrun_errors", args=[run.pk])).status_code == 404


def test_long_file_waits_for_the_worker_and_its_page_says_how_far_it_is(client, upload):
    rows = "".join(f"甲公司,工种{n},面议\n" for n in range(1_001))
    answer = upload("单位名称,岗位名称,薪资\n" + rows)

    run = ImportRun.objects.get()
    assert run.status == "checking"
    assert "可以离开这一页" in texts(answer)
    assert "data-live" in answer.content.decode()
    assert runs.work_on_next()
    run.refresh_from_db()
    step(client, run, "import")
    assert Posting.objects.count() == 0
    while runs.work_on_next():
        pass
    assert Posting.objects.count() == 1_001


def test_step_that_does_not_exist_is_not_found(client, upload):
    upload()

    assert step(client, ImportRun.objects.get(), "drop").status_code == 404


def test_page_of_a_run_asks_the_same_whatever_its_rows(client, upload, django_assert_num_queries):
    for count in (1, 30):
        rows = "".join(f"甲公司,工种{n},高薪\n" for n in range(count))
        upload("单位名称,岗位名称,薪资\n" + rows)
        with django_assert_num_queries(PAGE_QUERIES):
            client.get(ImportRun.objects.latest("pk").get_absolute_url())
