"""Handing a page on: its QR code as a phone sees it, its address to copy, the share button."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser.looking import page_seen_as
from tests.browser.pages import View, address

SHARED = ["posting_detail", "employer_detail", "fair_detail", "venue_detail"]


def read_on_screen(page):
    """What a camera held to the screen or the paper reads."""
    picture = page.screenshot(full_page=True, scale="css")
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return code.text


@pytest.mark.parametrize("name", SHARED)
def test_code_can_be_read_in_the_dark_and_on_paper(browser, site, name):
    with page_seen_as(View(360, "dark"), browser, site) as page:
        url = address(name, page, site)
        page.goto(url)
        assert read_on_screen(page) == url

        page.emulate_media(media="print")
        assert read_on_screen(page) == url


@pytest.fixture
def post(browser, site):
    """A page on a phone, with the `path` of a post to go to."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        base_url=site,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    page.path = re.search(r"/postings/\d+/", page.request.get(site + "/postings/").text()).group()
    yield page
    context.close()


def test_address_is_copied_where_the_browser_cannot_share(post, site):
    post.goto(post.path + "?from=elsewhere")
    post.get_by_role("button", name="复制网址").click()

    expect(post.locator(".share").get_by_role("status")).to_contain_text("已复制")
    assert post.evaluate("navigator.clipboard.readText()") == site + post.path


def test_browser_is_handed_title_and_address(post, site):
    post.add_init_script("navigator.share = async given => { window.handed = given }")
    post.goto(post.path)
    post.get_by_role("button", name="分享", exact=True).click()

    title = post.get_by_role("heading", level=1).inner_text()
    assert post.evaluate("window.handed") == {"title": title, "url": site + post.path}


def test_giving_up_on_sharing_says_nothing(post):
    gives_up = "navigator.share = async () => { throw new DOMException('', 'AbortError') }"
    post.add_init_script(gives_up)
    post.goto(post.path)
    post.get_by_role("button", name="分享", exact=True).click()

    expect(post.locator(".share").get_by_role("status")).to_be_empty()


def test_without_a_script_the_address_can_be_copied_by_hand(browser, site, post):
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto(post.path)

    expect(page.locator(".share .address")).to_have_text(site + post.path)
    expect(page.locator(".share button")).to_be_hidden()
    context.close()
