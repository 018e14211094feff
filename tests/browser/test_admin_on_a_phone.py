"""The organizers' admin in real Chromium at 390 px: nothing is wider than the screen."""

import pytest

from tests.browser.looking import page_seen_as
from tests.browser.pages import View

PHONE = View(390, "light")
# What a bureau opens in a hall; of each list the form of its first row is opened too.
LISTS = ["posting", "employer", "participation", "postingrevision", "fair", "venue", "booth"]


@pytest.fixture(scope="session")
def phone(browser, site, logged_in):
    """The phone of somebody who may change everything."""
    with page_seen_as(PHONE, browser, site) as page:
        logged_in(page, "admin@demo.invalid")
        yield page


def pushed_sideways(page):
    """The boxes, the page among them, that hold more than their width and can be scrolled."""
    return page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(box =>
            box.scrollWidth > box.clientWidth + 1 &&
            (box === document.documentElement ||
                /auto|scroll/.test(getComputedStyle(box).overflowX)))
            .map(box => box.cloneNode().outerHTML)"""
    )


@pytest.mark.parametrize("path", ["", *(f"jobs/{name}/" for name in LISTS)])
def test_index_and_lists_fit(phone, site, path):
    phone.goto(f"{site}/admin/{path}")

    assert pushed_sideways(phone) == []


@pytest.mark.parametrize("name", LISTS)
def test_form_fits(phone, site, name):
    phone.goto(f"{site}/admin/jobs/{name}/")
    phone.locator(f"#result_list a[href*='/jobs/{name}/'][href*='/change/']").first.click()
    phone.wait_for_url(f"**/jobs/{name}/*/change/**")

    assert pushed_sideways(phone) == []
