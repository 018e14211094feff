"""Codes sent to a phone: good once, for one phone and one browser, for five minutes."""

import time

import pytest
import time_machine
from django.urls import reverse

from tests.accounts.views.phone_screen import ask, before_any_answer, enter, is_in
from tests.agreeing import ticked
from tests.conftest import ProvedClient
from tongwulang.accounts.models import PhoneCode, User

pytestmark = pytest.mark.django_db


def test_code_serves_once(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    enter(client, code, agreed=ticked())
    client.post(reverse("account_logout"))

    assert list(enter(client, code, agreed=ticked()).context["form"].errors) == ["code"]


def test_code_entered_by_a_double_tap_is_one_log_in(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    second = before_any_answer(client)

    answers = [enter(tap, code, agreed=ticked(), next="/postings/") for tap in (client, second)]

    assert [(a.status_code, a["Location"]) for a in answers] == [(302, "/postings/")] * 2
    assert (User.objects.count(), is_in(client), is_in(second)) == (1, True, True)


def test_double_tap_is_one_for_ten_seconds_after_the_first(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    taps = [before_any_answer(client) for _ in range(3)]
    start = time.time()

    statuses = []
    for tap, after in zip(taps, (0, 9, 11), strict=True):
        with time_machine.travel(start + after, tick=False):
            statuses.append(enter(tap, code, agreed=ticked()).status_code)

    assert statuses == [302, 302, 200]


def test_used_code_is_no_code_of_another_browser_nor_one_to_guess_at(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    taps = [before_any_answer(client) for _ in range(6)]
    enter(client, code, agreed=ticked())

    wrong = "000000" if code != "000000" else "111111"
    assert list(enter(ProvedClient(), code, agreed=ticked()).context["form"].errors) == ["code"]
    for tap in taps[:5]:
        assert list(enter(tap, wrong, agreed=ticked()).context["form"].errors) == ["code"]
    assert list(enter(taps[5], code, agreed=ticked()).context["form"].errors) == ["code"]


def test_code_runs_out_after_five_minutes(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    with time_machine.travel(time.time() + 301):
        assert list(enter(client, code, agreed=ticked()).context["form"].errors) == ["code"]
    assert not User.objects.exists()


def test_five_wrong_tries_end_a_code(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(4):
        enter(client, wrong, agreed=ticked())
    assert PhoneCode.objects.get().is_live
    enter(client, wrong, agreed=ticked())

    assert list(enter(client, code, agreed=ticked()).context["form"].errors) == ["code"]
    assert not User.objects.exists()


def test_stranger_cannot_use_up_the_owners_tries(client, notice, sent_codes):
    ask(client)
    code = sent_codes()[0]
    stranger = ProvedClient()
    for _ in range(20):
        enter(stranger, "000000", agreed=ticked())

    assert enter(client, code, agreed=ticked()).status_code == 302


def test_code_of_another_browser_is_no_code(client, notice, sent_codes):
    ask(client)

    assert list(enter(ProvedClient(), sent_codes()[0]).context["form"].errors) == ["code"]


def test_code_for_one_phone_opens_no_other(client, notice, sent_codes):
    ask(client)

    answer = enter(client, sent_codes()[0], "13900139000", agreed=ticked())

    assert list(answer.context["form"].errors) == ["code"]
