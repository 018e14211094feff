"""The API's documentation: read and tried in a browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.looking import complaints, page_seen_as
from tests.browser.pages import VIEWS, View

DOCS = "/api/v1/docs/"
# Of the viewer itself: a button in a button, its colours, its headings, what is outside its main.
VIEWERS_OWN = {"nested-interactive", "color-contrast", "heading-order", "region"}


def brightness(page):
    """Of what stands behind the text, 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    shades = [float(shade) for shade in colour.split("(")[1].rstrip(")").split(",")]
    return 255 if shades[3:] == [0] else sum(shades[:3]) / 3


@pytest.mark.parametrize("view", [*VIEWS, View(768, "dark")], ids=str)
def test_every_list_is_described(browser, site, view):
    with page_seen_as(view, browser, site) as page:
        answer = page.goto(site + DOCS)
        tags = page.locator("h3.opblock-tag")
        expect(tags).to_have_count(10)

        assert tags.nth(0).inner_text().strip() == "目录"
        assert complaints(page, answer) == []
        assert [url for url in page.asked if not url.startswith((site + "/", "data:"))] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= view.width
        assert (brightness(page) < 64) == (view.scheme == "dark")
        broken = {rule["id"] for rule in Axe().run(page).response["violations"]}
        assert broken <= VIEWERS_OWN


def test_chosen_display_is_kept(browser, site):
    with page_seen_as(View(360, "dark"), browser, site) as page:
        page.context.add_cookies([{"name": "display", "value": "normal.light", "url": site}])
        page.goto(site + DOCS)
        expect(page.locator("h3.opblock-tag").first).to_be_visible()

        assert brightness(page) > 192


def test_call_is_tried_on_the_page(browser, site):
    with page_seen_as(View(1280, "light"), browser, site) as page:
        page.goto(site + DOCS)
        call = page.locator("#operations-岗位-list_postings")
        call.locator(".opblock-summary-control").click()
        call.get_by_role("button", name="Try it out").click()
        call.get_by_role("button", name="Execute").click()

        answer = call.locator(".live-responses-table")
        expect(answer.locator("td.response-col_status").last).to_contain_text("200")
        expect(answer).to_contain_text("count_is_exact")
