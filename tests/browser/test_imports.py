"""A clerk imports a workbook on a phone: upload, columns, preview, result."""

import pytest

from tests.browser.looking import page_seen_as, violations
from tests.browser.pages import View
from tests.browser.test_admin_on_a_phone import pushed_sideways

ROWS = "厂家,岗位名称,薪资\n演示导入单位,焊工,5-8K\n演示导入单位,电工,高薪\n"


@pytest.fixture
def clerk(browser, site, logged_in):
    with page_seen_as(View(390, "light"), browser, site) as page:
        logged_in(page, "wuqing-hr@demo.invalid")
        yield page


def test_import_of_a_workbook(clerk, site):
    clerk.goto(f"{site}/admin/jobs/importrun/add/")
    assert_is_well(clerk)
    clerk.locator("[name=file]").set_input_files(
        {"name": "岗位.csv", "mimeType": "text/csv", "buffer": ROWS.encode("gb18030")}
    )
    clerk.get_by_role("button", name="上传并检查").click()

    assert_is_well(clerk)
    clerk.get_by_label("A 厂家").select_option(label="单位名称")
    clerk.get_by_role("button", name="检查内容").click()

    assert_is_well(clerk)
    clerk.get_by_role("button", name="只导入没有问题的 1 行").click()

    assert_is_well(clerk)
    clerk.get_by_role("link", name="查看导入的内容").click()
    clerk.wait_for_url(f"{site}/admin/jobs/posting/**")


def assert_is_well(page):
    """Fits the screen and breaks no serious rule of accessibility."""
    page.wait_for_load_state()
    assert pushed_sideways(page) == []
    assert violations(page, "serious", "critical") == ""
