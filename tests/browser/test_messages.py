"""A person's messages in Chromium: sound to look at, opened and counted."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from tests.browser.looking import assert_sound, moves, page_seen_as
from tests.browser.pages import PHONE, View

# Two people with sessions of their own: one has a message of every kind, the other none.
PEOPLE = """
import json
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpRequest
from tongwulang.accounts.models import User
from tongwulang.outbox.actions import messages
from tongwulang.outbox.choices import Channel, Topic
from tongwulang.outbox.unsubscribe_links import Ask, token_of
from tongwulang.outbox.wording import wordings

def session_of(person):
    request = HttpRequest()
    request.session = SessionStore()
    login(request, person, settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    return request.session.session_key

busy = User.objects.create_user(email="busy@demo.invalid", name="李雷")
idle = User.objects.create_user(email="idle@demo.invalid", name="韩梅梅")
with transaction.atomic():
    for number in range(2):
        for kind, wording in wordings().items():
            if wording.title:
                values = dict(wording.fields)
                if number:
                    values |= {name: text * 8 for name, text in values.items() if name != "link"}
                messages.write(to=busy, kind=kind, values=values, once=f"{kind}:{number}")
token = token_of(Ask(busy.pk, Topic.ALERTS, Channel.EMAIL))
print(json.dumps({"busy": session_of(busy), "idle": session_of(idle), "token": token}))
"""


@pytest.fixture(scope="session")
def people(site, environment):
    """The sessions by person, and the token by which the first refuses e-mail."""
    shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", PEOPLE]
    said = subprocess.check_output(shell, cwd=settings.BASE_DIR, env=environment, text=True)
    return json.loads(said.splitlines()[-1])


@pytest.fixture
def opened(request, browser, site):
    with page_seen_as(request.param, browser, site) as page:
        yield page


def log_in(page, site, session):
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])


@pytest.mark.parametrize("who", ["busy", "idle"])
@pytest.mark.parametrize("path", ["/messages/", "/messages/choices/?saved=1"])
@pytest.mark.parametrize("opened", [*PHONE, View(1280, "light")], ids=str, indirect=True)
def test_page_of_messages(opened, site, people, path, who):
    log_in(opened, site, people[who])
    opened.goto(site + "/about/")  # where the script is told that somebody has logged in

    answer = opened.goto(site + path)
    opened.wait_for_load_state("networkidle")

    assert answer.status == 200
    assert opened.locator(".bell").is_visible()
    assert_sound(opened, answer, site)
    assert not moves(opened)


@pytest.mark.parametrize("opened", PHONE, ids=str, indirect=True)
def test_page_of_unsubscribing(opened, site, people):
    answer = opened.goto(f"{site}/messages/unsubscribe/{people['token']}/")
    assert_sound(opened, answer, site)

    with opened.expect_navigation() as done:
        opened.get_by_role("button", name="确认退订").click()

    assert opened.locator("h1").inner_text() == "已退订"
    assert_sound(opened, done.value, site)


@pytest.mark.parametrize("opened", [PHONE[0]], ids=str, indirect=True)
def test_visitor_sees_no_bell_and_asks_for_no_number(opened, site):
    opened.goto(site + "/about/")
    opened.wait_for_load_state("networkidle")

    assert not opened.locator(".bell").is_visible()
    assert [url for url in opened.asked if "/messages/" in url] == []


@pytest.mark.parametrize("opened", [PHONE[0]], ids=str, indirect=True)
def test_message_that_is_opened_is_read_and_the_number_falls(opened, site, people):
    log_in(opened, site, people["busy"])
    opened.goto(site + "/messages/")
    opened.goto(site + "/about/")  # a page that is the same for everybody
    opened.locator(".bell b").wait_for()
    before = int(opened.locator(".bell b").inner_text())

    opened.locator(".bell").click()
    opened.locator(".inbox form button").first.click()
    opened.goto(site + "/about/")
    opened.locator(".bell b").wait_for()

    assert int(opened.locator(".bell b").inner_text()) == before - 1
