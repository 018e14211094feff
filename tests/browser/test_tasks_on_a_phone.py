"""What an organizer does on their feet in a hall, at 390 px, with a thumb: real taps on targets of
44 px or more, from the first page on."""

import re

import pytest

from tests.browser.looking import violations

TARGET = 44  # px, of everything that is tapped


@pytest.fixture(scope="module")
def phone(browser, site, logged_in):
    """The touch screen of somebody of 廊坊's bureau."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    logged_in(page, "langfang-hr@demo.invalid")
    yield page
    context.close()


@pytest.fixture(autouse=True)
def _start(phone, site):
    phone.goto(site + "/admin/")


def tap(target):
    """Tap it where it is, if a thumb can."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    assert (box["width"] >= TARGET, box["height"] >= TARGET) == (True, True), box
    target.tap()


def look_for(page, words):
    tap(page.locator("#searchbar"))
    page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def first_row(page):
    return page.locator("#result_list tbody tr").first


def state_on(page):
    """What a row's page says under 状态."""
    return re.search(r"状态\s+(\S+)", page.locator("#posting_form").inner_text())[1]


def number_in(text):
    return int(re.search(r"[\d,]+", text)[0].replace(",", ""))


def test_an_employer_is_found(phone):
    tap(phone.get_by_role("link", name="找单位"))
    look_for(phone, "装备制造")
    name = first_row(phone).locator(".field-name a")
    title = name.inner_text()

    tap(name)

    phone.wait_for_url("**/employer/*/change/**")
    assert "装备制造" in title
    assert phone.locator("[name=name]").input_value() == title
    assert violations(phone, "serious", "critical") == ""


def test_a_post_is_looked_at_and_closed(phone):
    tap(phone.get_by_role("link", name="看岗位"))
    look_for(phone, "焊工")
    title = first_row(phone).locator(".field-title a")
    name = title.inner_text()
    tap(title)
    phone.wait_for_url("**/posting/*/change/**")
    page = phone.url.split("?")[0]
    assert phone.locator("[name=title]").input_value() == name
    assert state_on(phone) == "已发布"

    tap(phone.get_by_role("button", name="关闭", exact=True))
    assert name in phone.locator(".desk-rows").inner_text()
    assert violations(phone, "serious", "critical") == ""
    tap(phone.get_by_role("button", name="确认关闭岗位"))

    phone.wait_for_url(page)
    assert "已处理 1 条。" in phone.locator("body").inner_text()
    assert state_on(phone) == "已关闭"


def test_a_booth_is_looked_up(phone):
    tap(phone.get_by_role("link", name="查展位"))
    look_for(phone, "演示单位")
    employer = first_row(phone).locator(".field-occupant a").inner_text()
    number = first_row(phone).locator(".field-number").inner_text().split()[-1]
    look_again = phone.locator("#searchbar")
    look_again.fill("")
    look_for(phone, number)
    found = phone.locator("#result_list tbody tr", has_text=employer)
    assert found.count() == 1

    tap(found.locator(".field-occupant a"))

    phone.wait_for_url("**/participation/*/change/**")
    assert employer in phone.locator("body").inner_text()


def test_figures_of_today_are_read_and_opened(phone):
    figure = phone.get_by_role("link", name="公开中的岗位", exact=False).first
    count = number_in(figure.locator("strong").inner_text())
    assert violations(phone, "serious", "critical") == ""

    tap(figure)

    phone.wait_for_url("**list=open**")
    assert count > 1000
    assert f"{count} 条结果" in phone.locator("body").inner_text().replace(",", "")


def test_bar_of_a_chart_opens_its_posts(phone):
    bar = phone.locator(".desk-chart a").filter(has_text="制造业").first
    count = number_in(bar.locator(".val").text_content())

    tap(bar)

    phone.wait_for_url("**industry__code__exact=C**")
    assert f"{count} 条结果" in phone.locator("body").inner_text().replace(",", "")
