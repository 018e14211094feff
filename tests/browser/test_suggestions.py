"""Suggestions while somebody types, on a phone and with the keyboard alone."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.looking import assert_sound, page_seen_as
from tests.browser.pages import View

PHONE = View(360, "light")


@pytest.fixture(params=["/", "/postings/"], ids=["home", "list"])
def page_with_search(request, browser, site):
    with page_seen_as(PHONE, browser, site) as page:
        page.answer = page.goto(site + request.param)
        yield page


def box(page):
    return page.get_by_role("combobox", name=re.compile("搜索岗位"))


def options(page):
    return page.get_by_role("listbox", name="搜索建议").get_by_role("option")


def asked(page):
    """What the site was asked for suggestions of."""
    found = [urlsplit(url) for url in page.asked if "/suggestions/" in url]
    return [parse_qs(url.query)["q"][0] for url in found]


def searched(page):
    return parse_qs(urlsplit(page.url).query).get("q")


def test_what_is_touched_is_searched(page_with_search, site):
    page = page_with_search
    box(page).press_sequentially("数控", delay=20)
    expect(options(page)).to_have_count(5)
    assert_sound(page, page.answer, site)
    wanted = options(page).filter(has_text="岗位").first
    text = wanted.locator(".text").inner_text()
    wanted.click()

    expect(page.locator(".count")).to_contain_text("个岗位")
    page.wait_for_url(re.compile("q="))
    assert searched(page) == [text]
    expect(box(page)).to_have_value(text)
    expect(options(page)).to_have_count(0)


def test_arrows_point_enter_takes_and_escape_closes(page_with_search):
    page = page_with_search
    box(page).press_sequentially("会计", delay=20)
    expect(options(page)).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(box(page)).to_have_attribute("aria-activedescendant", "suggestion-2")
    expect(options(page).nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))

    page.keyboard.press("Escape")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("会计")
    page.keyboard.press("ArrowDown")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    text = options(page).first.locator(".text").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q="))
    assert searched(page) == [text]


def test_enter_without_a_choice_searches_what_was_typed(page_with_search):
    page = page_with_search
    box(page).press_sequentially("会计", delay=20)
    expect(options(page)).not_to_have_count(0)
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("q="))
    assert searched(page) == ["会计"]


def test_quick_typing_asks_once_and_leaving_closes(page_with_search):
    page = page_with_search
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    for key in "skcc":
        box(page).press(key)
        page.clock.run_for(149)
    assert asked(page) == []

    page.clock.run_for(1)
    expect(options(page)).not_to_have_count(0)
    assert asked(page) == ["skcc"]

    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)


def test_input_method_is_let_finish(page_with_search):
    page = page_with_search
    box(page).focus()
    keyboard = page.context.new_cdp_session(page)
    for letters in ("h", "ha", "han"):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
        )
        page.wait_for_timeout(200)
    assert asked(page) == []

    keyboard.send("Input.insertText", {"text": "焊"})
    expect(options(page)).not_to_have_count(0)
    assert asked(page) == ["焊"]


def test_search_works_when_suggestions_do_not(page_with_search):
    page = page_with_search
    page.route("**/suggestions/*", lambda route: route.fulfill(status=500, body="x"))
    with page.expect_response(re.compile("/suggestions/")):
        box(page).press_sequentially("会计")
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("q="))
    assert searched(page) == ["会计"]


def test_without_a_script_it_is_a_plain_search(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("textbox", name=re.compile("搜索岗位")).fill("会计")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/postings/\?q="))
    expect(page.locator(".count")).to_contain_text("个岗位")
    context.close()
