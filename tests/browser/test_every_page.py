"""Every page in Chromium: accessible, quiet, self-contained, still and inside its width."""

import pytest
from django.test import RequestFactory

from tests.browser.looking import (
    assert_sound,
    complaints,
    moves,
    page_seen_as,
    violations,
)
from tests.browser.pages import (
    KINDS,
    LARGE,
    MORE_VIEWS,
    NAMES,
    NOT_FOUND,
    PHONE,
    VIEWS,
    View,
    address,
)
from tongwulang.site import views


@pytest.fixture
def opened(request, browser, site):
    """A page of the given width, scheme and size of type."""
    with page_seen_as(request.param, browser, site) as page:
        yield page


def looked_at():
    """Every page in the four main views, and one page of each kind in the others."""
    return [(view, name) for view in VIEWS for name in NAMES] + [
        (view, name) for view in MORE_VIEWS for name in KINDS
    ]


@pytest.mark.parametrize(("opened", "name"), looked_at(), ids=str, indirect=["opened"])
def test_page(opened, site, name):
    answer = opened.goto(address(name, opened, site))

    assert answer.status == (404 if name in NOT_FOUND else 200)
    assert_sound(opened, answer, site)
    assert not moves(opened)


@pytest.mark.parametrize(
    "opened", [View(1280, "light"), View(768, "light", "large")], ids=str, indirect=True
)
def test_navigation_does_not_wait_for_the_button_beside_it(opened, site):
    """A slow page is painted before its header is whole; nothing of it may move then."""
    opened.goto(site + "/about/")
    before = opened.locator(".top nav").bounding_box()
    opened.evaluate("document.querySelector('.top button').remove()")

    assert opened.locator(".top nav").bounding_box() == before


@pytest.mark.parametrize("opened", [*PHONE, LARGE], ids=str, indirect=True)
def test_open_sheet_of_filters(opened, site):
    answer = opened.goto(site + "/postings/#filters")

    assert opened.locator("#filters").is_visible()
    assert_sound(opened, answer, site)


@pytest.mark.parametrize("opened", [*PHONE, View(1280, "light")], ids=str, indirect=True)
def test_post_that_has_ended(opened, site, ended_posting):
    answer = opened.goto(site + ended_posting)

    assert answer.status == 410
    assert_sound(opened, answer, site)


REFUSALS = {
    400: lambda request: views.bad_request(request, ValueError()),
    403: lambda request: views.permission_denied(request, ValueError()),
    405: views.preferences,
    500: views.server_error,
}


@pytest.mark.parametrize("status", REFUSALS)
@pytest.mark.parametrize("opened", PHONE, ids=str, indirect=True)
def test_page_of_a_refusal(opened, site, status):
    """As the view makes it, put in the place of an answer that a browser cannot easily provoke."""
    html = REFUSALS[status](RequestFactory().get("/")).content.decode()
    opened.route(
        site + "/refused/",
        lambda route: route.fulfill(status=status, body=html, content_type="text/html"),
    )
    answer = opened.goto(site + "/refused/")

    assert answer.status == status
    assert_sound(opened, answer, site)


def test_missing_picture_does_not_pass_unnoticed(browser, site):
    with page_seen_as(PHONE[0], browser, site) as page:
        answer = page.goto(site + "/no-such-page/")
        assert complaints(page, answer) == []

        page.evaluate("document.body.append(Object.assign(new Image(), {src: '/static/no.png'}))")
        page.wait_for_event("console", predicate=lambda message: True)
        assert [text for text in complaints(page, answer) if "/static/no.png" in text]


@pytest.fixture(scope="session")
def organizer(browser, site, logged_in):
    """A page of somebody of 廊坊's bureau who has logged in."""
    with page_seen_as(View(1280, "light"), browser, site) as page:
        logged_in(page, "langfang-hr@demo.invalid")
        yield page


@pytest.mark.parametrize("path", ["", "jobs/posting/", "jobs/posting/add/"])
def test_stock_admin_has_no_serious_violation(organizer, site, path):
    answer = organizer.goto(f"{site}/admin/{path}")

    assert answer.status == 200
    assert violations(organizer, "serious", "critical") == ""
