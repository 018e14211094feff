"""企业工作台 with a thumb at 360 px, and how it looks elsewhere: listed, opened, answered."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEMO_PASSWORD
from tests.browser.looking import assert_sound, page_seen_as
from tests.browser.pages import LARGE, PHONE, VIEWS, View
from tongwulang.site.demo.people import MEMBER_EMAIL


@pytest.fixture(scope="module")
def cookies(browser, site):
    """Of the demo employer's person, who needs no second factor."""
    with page_seen_as(PHONE[0], browser, site) as door:
        door.goto(site + "/account/login/email/")
        door.locator("[name=login]").fill(MEMBER_EMAIL)
        door.locator("[name=password]").fill(DEMO_PASSWORD)
        door.locator("[name=password]").press("Enter")
        door.get_by_role("link", name="进入企业工作台").click()
        expect(door.get_by_role("heading", level=1)).to_have_text("企业工作台")
        return door.context.cookies()


@pytest.fixture
def desk(request, browser, site, cookies):
    """A page of the given view in which the person is logged in."""
    with page_seen_as(request.param, browser, site) as page:
        page.context.add_cookies(cookies)
        yield page


@pytest.mark.parametrize("desk", [*VIEWS, LARGE, View(768, "light")], ids=str, indirect=True)
def test_list_and_application(desk, site):
    for query in ("", "?status=all", "?posting=x", "?status=obsolete"):
        assert_sound(desk, desk.goto(site + "/received/" + query), site)
    desk.goto(site + "/received/")
    address = desk.locator(".posts a").first.get_attribute("href")
    assert_sound(desk, desk.goto(site + address), site)


@pytest.mark.parametrize("desk", PHONE[:1], ids=str, indirect=True)
def test_application_is_opened_and_answered(desk, site):
    desk.goto(site + "/received/?status=submitted")
    desk.locator(".posts a").first.click()
    expect(desk.locator(".big-state")).to_have_text("已投递")
    desk.get_by_role("button", name="查看求职者提供的内容").click()
    expect(desk.locator(".big-state")).to_have_text("已查看")
    expect(desk.locator(".facts")).to_contain_text("姓名")

    desk.get_by_text("不合适", exact=True).click()
    desk.get_by_label("理由，会告诉求职者").select_option("filled")
    desk.get_by_role("button", name="答复“不合适”").click()
    expect(desk.locator(".big-state")).to_have_text("未通过")
    expect(desk.get_by_role("main")).to_contain_text("资料不再提供")
