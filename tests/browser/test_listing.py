"""The list of posts without reloads: what is swapped in is what a reload would have brought."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import assert_sound, page_seen_as
from tests.browser.pages import View

WIDE = View(1280, "light")
PHONE = View(360, "dark")
FILTER = "#filters li a:has-text('{}')"
STEPS = {
    "a choice": FILTER.format("廊坊市"),
    "a choice below it": FILTER.format("三河市"),
    "an order": ".orders a:has-text('薪资高')",
    "a page": ".pages [rel=next]",
    "a chip taken off": ".chip.on >> nth=0",
}


@pytest.fixture
def listing(request, browser, site):
    """The list as seen at the given width, marked so that a reload is noticed."""
    with page_seen_as(getattr(request, "param", WIDE), browser, site) as page:
        page.answer = page.goto(site + "/postings/")
        page.evaluate("window.isMarked = true")
        yield page


def followed(page, act):
    """Do it and wait for the one answer; fails if the page was loaded anew."""
    with page.expect_response(re.compile("/postings/")) as answer:
        act()
    answer.value.finished()
    expect(page.locator("#listing")).not_to_have_attribute("aria-busy", "true")
    assert page.evaluate("window.isMarked") is True
    return answer.value


def holding(page, addresses):
    """Requests for these get no answer yet: the list that they are put in."""
    held = []

    def hold(route):
        held.append(route)

    page.route(addresses, hold)
    return held


def shown(page):
    parts = page.locator("#listing").evaluate("it => Array.from(it.children, e => e.outerHTML)")
    return page.title(), parts


def test_swap_equals_a_reload(listing, site):
    fresh = listing.context.new_page()
    for name, selector in STEPS.items():
        followed(listing, lambda link=selector: listing.click(link))
        fresh.goto(listing.url)
        assert shown(listing) == shown(fresh), name

    listing.fill("#q", "数控车床")
    followed(listing, lambda: listing.press("#q", "Enter"))
    fresh.goto(listing.url)
    assert shown(listing) == shown(fresh)
    assert "?sort=pay&q=" in listing.url
    assert_sound(listing, listing.answer, site)


def test_back_and_forward_show_what_was_shown(listing):
    seen = [(listing.url, shown(listing))]
    for selector in (STEPS["a choice"], STEPS["an order"], STEPS["a page"]):
        followed(listing, lambda link=selector: listing.click(link))
        seen.append((listing.url, shown(listing)))

    for url, was in seen[-2::-1]:
        followed(listing, listing.go_back)
        assert (listing.url, shown(listing)) == (url, was)
    followed(listing, listing.go_forward)
    assert shown(listing) == seen[1][1]


def test_nothing_that_was_looked_at_is_stored(listing):
    followed(listing, lambda: listing.click(STEPS["a choice"]))
    followed(listing, listing.go_back)

    assert listing.evaluate("Object.keys(localStorage)") == []
    assert listing.evaluate("Object.keys(sessionStorage)") == ["htmx-current-path-for-history"]


def test_focus_stays_where_somebody_works_and_the_count_is_announced(listing):
    followed(listing, lambda: listing.click(STEPS["a choice"]))
    focused = listing.locator(":focus")

    expect(focused).to_contain_text("廊坊市")
    count = listing.locator(".count").inner_text()
    expect(listing.locator("#listing-status")).to_have_text(count)

    followed(listing, lambda: listing.click(".chip.on"))
    expect(focused).to_have_class("count")


def test_folded_choices_stay_unfolded_and_the_column_where_it_was(listing):
    listing.click("summary:has-text('京津冀其他地区')")
    column = listing.locator(".sheet-body")
    column.evaluate("column => column.scrollTop = 150")
    followed(listing, lambda: listing.evaluate(f"document.querySelector({'.orders a'!r}).click()"))

    expect(listing.locator("details:has-text('京津冀其他地区')")).to_have_attribute("open", "")
    assert column.evaluate("column => column.scrollTop") == 150


def test_waiting_is_shown(listing):
    held = holding(listing, "**/postings/?*")
    listing.click(STEPS["a choice"])

    expect(listing.locator("#listing")).to_have_attribute("aria-busy", "true")
    followed(listing, held.pop().continue_)


@pytest.mark.parametrize("listing", [WIDE, PHONE], ids=str, indirect=True)
def test_failure_is_said_and_can_be_tried_again(listing):
    failure = listing.get_by_role("alert")
    if listing.viewport_size["width"] == PHONE.width:
        listing.click(".open-filters")
    before = listing.locator(".count").inner_text()
    listing.route("**/postings/?*", lambda route: route.abort())
    listing.click(STEPS["a choice"])
    expect(failure).to_contain_text("没有连上")
    assert listing.locator(".count").inner_text() == before

    listing.unroute("**/postings/?*")
    followed(listing, failure.get_by_role("button", name="重试").click)
    expect(failure).to_be_hidden()
    expect(listing.locator(".chip.on")).to_contain_text("廊坊市")


def test_failed_way_back_can_be_tried_again(listing):
    was = shown(listing)
    followed(listing, lambda: listing.click(STEPS["a choice"]))
    listing.route("**/postings/", lambda route: route.fulfill(status=503, body=""))
    listing.go_back()
    expect(listing.get_by_role("alert")).to_be_visible()

    listing.unroute("**/postings/")
    followed(listing, listing.get_by_role("button", name="重试").click)
    assert shown(listing) == was


def test_only_the_last_of_quick_choices_counts(listing):
    holding(listing, "**/postings/?region=110112")
    listing.click(FILTER.format("通州区"))
    followed(listing, lambda: listing.click(FILTER.format("武清区")))

    expect(listing.locator(".chip.on")).to_have_count(1)
    expect(listing.locator(".chip.on")).to_contain_text("武清区")
    expect(listing.get_by_role("alert")).to_be_hidden()


@pytest.mark.parametrize("listing", [PHONE], ids=str, indirect=True)
def test_sheet_counts_while_it_is_open_and_one_step_back_leaves_it(listing, site):
    sheet, close = listing.locator("#filters"), listing.locator("#filters .close a")
    listing.click(".open-filters")
    expect(listing.get_by_role("dialog", name="筛选")).to_be_focused()
    counts = [close.inner_text()]
    for selector in (STEPS["a choice"], STEPS["a choice below it"]):
        followed(listing, lambda link=selector: listing.click(link))
        counts.append(close.inner_text())
        expect(listing.locator("#filters :focus")).to_have_count(1)
    assert len(set(counts)) == 3
    assert_sound(listing, listing.answer, site)

    followed(listing, listing.go_back)
    expect(sheet).to_be_hidden()
    expect(listing).to_have_url(site + "/postings/")
    assert counts[0] == close.text_content()


@pytest.mark.parametrize("listing", [PHONE], ids=str, indirect=True)
@pytest.mark.parametrize("way", ["button", "shade", "escape", "back"])
def test_sheet_closes_and_gives_the_focus_back(listing, way):
    listing.click(".open-filters")
    expect(listing.locator("#filters")).to_be_visible()
    {
        "button": lambda: listing.click("#filters .close a"),
        "shade": lambda: listing.click("#filters .shade", position={"x": 20, "y": 20}),
        "escape": lambda: listing.keyboard.press("Escape"),
        "back": listing.go_back,
    }[way]()

    expect(listing.locator("#filters")).to_be_hidden()
    expect(listing.locator(".open-filters")).to_be_focused()


@pytest.mark.parametrize("listing", [PHONE], ids=str, indirect=True)
def test_back_from_what_was_chosen_does_not_open_the_sheet_again(listing, site):
    listing.click(".open-filters")
    followed(listing, lambda: listing.click(STEPS["a choice"]))
    listing.click("#filters .close a")
    expect(listing).to_have_url(re.compile(r"region=131000$"))

    followed(listing, listing.go_back)
    expect(listing).to_have_url(site + "/postings/")
    expect(listing.locator("#filters")).to_be_hidden()
