"""今日会场 as hall staff see it: standing in the hall with a phone, and on a desk."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEMO_PASSWORD
from tests.browser.looking import assert_sound, page_seen_as
from tests.browser.pages import LARGE, PHONE, VIEWS, View
from tongwulang.site.demo.people import HALL_EMAIL


@pytest.fixture(scope="module")
def cookies(browser, site):
    """Of the demo's person of a hall, who needs no second factor."""
    with page_seen_as(PHONE[0], browser, site) as door:
        door.goto(site + "/account/login/email/?next=/duty/")
        door.locator("[name=login]").fill(HALL_EMAIL)
        door.locator("[name=password]").fill(DEMO_PASSWORD)
        door.locator("[name=password]").press("Enter")
        expect(door.get_by_role("heading", level=1)).to_contain_text("演示会场")
        return door.context.cookies()


@pytest.fixture
def hall(request, browser, site, cookies):
    """A page of the given view in which the person is logged in."""
    with page_seen_as(request.param, browser, site) as page:
        page.context.add_cookies(cookies)
        yield page


@pytest.mark.parametrize("hall", [*VIEWS, LARGE, View(768, "light")], ids=str, indirect=True)
def test_whole_hall_what_is_found_and_what_is_not(hall, site):
    for query in ("", "?q=A01", "?q=没有这家单位"):
        assert_sound(hall, hall.goto(site + "/duty/" + query), site)


@pytest.mark.parametrize("hall", PHONE[:1], ids=str, indirect=True)
def test_who_stands_at_a_booth_is_found(hall, site):
    hall.goto(site + "/duty/")
    hall.get_by_label("单位名称或展位号").fill("A05")
    hall.get_by_label("单位名称或展位号").press("Enter")

    expect(hall.get_by_role("main")).to_contain_text("演示单位")
    expect(hall.get_by_role("main")).to_contain_text("A05")
    expect(hall.get_by_role("main")).not_to_contain_text("A06")


@pytest.mark.parametrize("hall", PHONE[:1], ids=str, indirect=True)
def test_desk_is_not_for_them(hall, site):
    answer = hall.goto(site + "/admin/")

    assert "/admin/login" in hall.url or answer.status == 403
