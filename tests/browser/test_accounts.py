"""Coming in, in real Chromium: a passkey set up and used, and the pages of one's own account."""

import time

import pytest

from tests.browser.looking import assert_sound, page_seen_as
from tests.browser.pages import PHONE, View

LETTER_ARRIVES_WITHIN = 60  # seconds, on a busy machine
OWN = ["", "devices/", "consents/", "second/", "second/passkeys/", "again/code/"]
# Behind a proof of the last five minutes, which a log-in is.
GUARDED = ["phone/", "email/", "password/change/", "second/passkeys/add/", "second/totp/remove/"]
# What a phone with a screen lock has.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.parametrize("path", OWN)
@pytest.mark.parametrize("view", [*PHONE, View(1280, "light")], ids=str)
def test_page_of_ones_own_account(browser, site, logged_in, view, path):
    with page_seen_as(view, browser, site) as page:
        logged_in(page, "langfang-hr@demo.invalid")
        answer = page.goto(f"{site}/account/{path}")

        assert answer.status == 200
        assert_sound(page, answer, site)


def test_pages_that_ask_for_fresh_proof(browser, site, logged_in):
    with page_seen_as(PHONE[0], browser, site) as page:
        logged_in(page, "wuqing-veterans@demo.invalid")
        for path in GUARDED:
            page.said.clear()
            answer = page.goto(f"{site}/account/{path}")
            assert page.url == f"{site}/account/{path}"
            assert_sound(page, answer, site)


def test_passkey_is_set_up_and_logs_in_by_itself(browser, site, logged_in):
    with page_seen_as(PHONE[0], browser, site) as page:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        logged_in(page, "tongzhou-hr@demo.invalid")
        page.goto(site + "/account/second/passkeys/add/")
        page.get_by_role("button", name="添加").click()
        page.wait_for_url(site + "/account/second/codes/")
        page.context.clear_cookies()

        page.goto(site + "/account/login/?next=/admin/")
        page.get_by_role("button", name="用通行密钥登录").click()
        page.wait_for_url(site + "/admin/")


def test_letter_leads_back_to_where_the_demo_is(browser, site, log):
    with page_seen_as(PHONE[0], browser, site) as page:
        page.goto(site + "/account/password/reset/")
        page.locator("[name=email]").fill("wuqing-hr@demo.invalid")
        page.locator("[name=email]").press("Enter")
        page.wait_for_url("**/sent/")

    deadline = time.monotonic() + LETTER_ARRIVES_WITHIN
    while "/account/password/reset/key/" not in log.read_text(errors="replace"):
        assert time.monotonic() < deadline, "no letter was sent"
        time.sleep(0.2)
    assert f"{site}/account/password/reset/key/" in log.read_text(errors="replace")
