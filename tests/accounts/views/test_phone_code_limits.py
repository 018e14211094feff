"""What strangers can neither use up nor find out by asking for codes."""

import itertools
import time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.accounts.conftest import PHONE
from tests.accounts.views.phone_screen import (
    LOGIN,
    TYPED,
    ask,
    enter,
    log_in,
)
from tests.agreeing import ticked
from tests.conftest import ProvedClient
from tests.factories import UserFactory
from tongwulang.accounts.models import AttemptTally, PhoneCode

pytestmark = pytest.mark.django_db


def test_one_code_a_minute_five_an_hour_ten_a_day(client, sent_codes):
    start = time.time()
    sent = []
    # Often at first, as an impatient person would; then twice an hour for a day and more.
    for seconds in (*range(0, 600, 59), *range(600, 26 * 3600, 1800)):
        with time_machine.travel(start + seconds, tick=False):
            if ask(client).status_code == 302:
                sent.append(seconds)

    gaps = [after - before for before, after in itertools.pairwise(sent)]
    assert min(gaps) >= 60
    assert max(sum(at <= s < at + 3600 for s in sent) for at in sent) == 5
    assert max(sum(at <= s < at + 86400 for s in sent) for at in sent) == 10
    assert len(sent_codes()) == len(sent)


def test_limit_says_when_to_come_back(client, sent_codes):
    start = time.time()
    with time_machine.travel(start, tick=False):
        ask(client)
    with time_machine.travel(start + 11, tick=False):
        answer = ask(client)

    assert answer.context["form"].non_field_errors() == [
        "这个号码刚刚发过验证码，请 49 秒后再获取。"
    ]


def test_double_tap_sends_one_code_and_is_answered_the_same(client, notice, sent_codes):
    first, second = ask(client), ask(client)

    assert [(a.status_code, a["Location"]) for a in (first, second)] == [(302, LOGIN)] * 2
    [code] = sent_codes()
    assert enter(client, code, agreed=ticked()).status_code == 302


def test_two_taps_before_any_answer_are_one_browser(client, notice, sent_codes):
    client.get(LOGIN)
    token = client.cookies["csrftoken"].value
    other = ProvedClient()
    other.cookies["csrftoken"] = token
    ask(client)
    ask(other)

    assert enter(other, sent_codes()[0], agreed=ticked()).status_code == 302


def test_code_that_was_not_sent_is_asked_for_again_in_vain(client, settings, notice):
    settings.SMS_PROVIDER = "tongwulang.outbox.sms.aliyun.AliyunSms"
    settings.ALIYUN_SMS_ENDPOINT = "http://127.0.0.1:9"
    settings.ALIYUN_SMS_KEY_ID = settings.ALIYUN_SMS_KEY_SECRET = settings.SMS_SIGN_NAME = "x"
    settings.SMS_TEMPLATE_CODES = {"login_code": "SMS_1"}

    assert [ask(client).status_code, ask(client).status_code] == [200, 200]


def test_strangers_use_up_no_code_of_a_browser_the_owner_knows(client, notice, sent_codes):
    log_in(client, sent_codes)
    client.post(reverse("account_logout"))
    stranger = ProvedClient()
    start = time.time()
    for minute in range(1, 600, 2):
        with time_machine.travel(start + minute * 60):
            ask(stranger)
    with time_machine.travel(start + 600 * 60):
        assert ask(stranger).status_code == 200
        sent_codes()
        assert ask(client).status_code == 302
        assert enter(client, sent_codes()[0]).status_code == 302


def test_known_and_unknown_phone_look_alike(notice, sent_codes):
    UserFactory(phone=PHONE)
    answers = {}
    for phone in (TYPED, "139 0013 9000"):
        browser = ProvedClient()
        with CaptureQueriesContext(connection) as sending:
            sent = ask(browser, phone)
        with CaptureQueriesContext(connection) as failing:
            wrong = enter(browser, "x" * 6, phone)
            refused = enter(browser, "000000" if sent_codes() != ["000000"] else "1" * 6, phone)
        text = refused.content.decode().replace(phone, "").replace(phone.replace(" ", ""), "")
        answers[phone] = (
            sent.status_code, sent["Location"], len(sending), wrong.status_code,
            refused.status_code, len(failing), _without_token(text),
        )  # fmt: skip

    assert answers[TYPED] == answers["139 0013 9000"]


def _without_token(html):
    return [line for line in html.splitlines() if "csrfmiddlewaretoken" not in line]


def test_codes_and_phones_are_kept_as_digests_only(client, sent_codes):
    ask(client)
    code = sent_codes()[0]

    kept = str([*PhoneCode.objects.values_list(), *AttemptTally.objects.values_list()])
    assert code not in kept
    assert "13800138000" not in kept


def test_codes_are_never_logged(client, notice, sent_codes, caplog):
    ask(client)
    code = sent_codes()[0]
    with caplog.at_level("DEBUG"):
        enter(client, code, agreed=ticked())

    assert code not in caplog.text
    assert "13800138000" not in caplog.text
