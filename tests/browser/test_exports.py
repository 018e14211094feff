"""A clerk narrows a list, takes it out as a workbook, and finds the same rows in it; a long one is
left to the worker and fetched when it is there."""

import io
import re
from pathlib import Path

import openpyxl
import pytest

from tests.browser.looking import page_seen_as, violations
from tests.browser.pages import View
from tests.browser.test_admin_on_a_phone import pushed_sideways

MILLISECONDS = 90_000  # at most, until the worker has made a file


@pytest.fixture(params=[View(390, "light"), View(1280, "dark")], ids=str)
def clerk(request, browser, site, logged_in):
    with page_seen_as(request.param, browser, site) as page:
        logged_in(page, "langfang-hr@demo.invalid")
        yield page


def rows_of(download):
    """The table of the file, without its headings."""
    content = io.BytesIO(Path(download.path()).read_bytes())
    headings, *rows = openpyxl.load_workbook(content).active.values
    return [dict(zip(headings, row, strict=True)) for row in rows]


def shown_on(page):
    """How many rows the list says that it has."""
    return int(re.search(r"(\d+) 条结果", page.locator("body").inner_text().replace(",", ""))[1])


def ask_for_export(page):
    page.get_by_text("导出、打印", exact=True).first.click()
    assert pushed_sideways(page) == []
    return page.get_by_role("button", name="导出表格")


def test_filtered_list_is_taken_out_as_it_is_shown(clerk, site):
    clerk.goto(f"{site}/admin/jobs/posting/?status__exact=published&q=焊工")
    count = shown_on(clerk)
    button = ask_for_export(clerk)

    with clerk.expect_download() as begun:
        button.click()

    rows = rows_of(begun.value)
    assert begun.value.suggested_filename.startswith("岗位-")
    assert 0 < count == len(rows) <= 1_000
    assert {row["状态"] for row in rows} == {"已发布"}
    assert [row for row in rows if "焊工" not in row["岗位名称"] + row["单位名称"]] == []


def test_long_list_is_left_to_the_worker_and_fetched(clerk, site):
    clerk.goto(f"{site}/admin/jobs/posting/?status__exact=published")
    count = shown_on(clerk)
    assert count > 1_000
    ask_for_export(clerk).click()
    clerk.wait_for_url("**/exportrun/*/change/")
    assert violations(clerk, "serious", "critical") == ""

    file = clerk.get_by_role("link", name="下载文件")
    file.wait_for(timeout=MILLISECONDS)
    assert pushed_sideways(clerk) == []
    with clerk.expect_download() as begun:
        file.click()

    assert len(rows_of(begun.value)) == count
