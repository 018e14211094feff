"""Sixty-four requests for a code at the same moment, and two entries with one code."""

import itertools
import threading

import pytest
from django.db import connection

from tests.factories import NoticeFactory
from tongwulang.accounts.actions import phone_codes, phone_login
from tongwulang.accounts.browsers import Asker
from tongwulang.accounts.models import AttemptTally, User
from tongwulang.accounts.models.attempt_tally import AttemptTallyQuerySet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

PHONE = "+8613800138000"
AT_ONCE = 64
# PostgreSQL takes a hundred connections; sixteen at a time are as much of a race.
IN_FLIGHT = 16
BROWSERS = itertools.count()


def at_once(times, act):
    """What `act` answered each time, called from threads that start together."""
    answers, gate = [], threading.Barrier(IN_FLIGHT)

    def run(count):
        gate.wait(30)
        answers.extend(act() for _ in range(count))
        connection.close()

    threads = [threading.Thread(target=run, args=(times // IN_FLIGHT,)) for _ in range(IN_FLIGHT)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return answers


def send_from_somewhere():
    """True if a code was sent."""
    asker = Asker(browser=str(next(BROWSERS)), address="one-hall")
    try:
        phone_codes.send(phone=PHONE, purpose="login", asker=asker)
    except phone_codes.TooSoonError:
        return False
    return True


@pytest.fixture
def unlocked(monkeypatch):
    """Rows are read without being held, and by all before any of them writes."""
    gate = threading.Barrier(IN_FLIGHT)

    def read(rows, kind, key):
        tally = rows.get(kind=kind, key=key)
        gate.wait(30)
        return tally

    monkeypatch.setattr(AttemptTallyQuerySet, "locked", read)


@pytest.fixture
def warm():
    """The rows are there already: making them is a lock by itself."""
    for kind, key in (
        ("sms", phone_codes.digest("phone", PHONE, "anybody")),
        ("sms_address", "one-hall"),
    ):
        AttemptTally.objects.create(kind=kind, key=key)


@pytest.mark.usefixtures("unlocked", "warm")
def test_without_the_lock_a_phone_gets_several():
    assert sum(at_once(IN_FLIGHT, send_from_somewhere)) == IN_FLIGHT


@pytest.mark.usefixtures("warm")
def test_sixty_four_requests_at_once_send_one():
    assert sum(at_once(AT_ONCE, send_from_somewhere)) == 1


def test_sixty_four_first_requests_at_once_send_one():
    assert sum(at_once(AT_ONCE, send_from_somewhere)) == 1


def test_double_tap_is_one_code_and_no_refusal(settings, capsys):
    settings.DEMO = True
    asker = Asker(browser="one", address="one-hall")

    def tap():
        phone_codes.send(phone=PHONE, purpose="login", asker=asker)
        return True

    assert at_once(IN_FLIGHT, tap) == [True] * IN_FLIGHT
    assert capsys.readouterr().out.count("验证码") == 1


def enter_with(code):
    asker = Asker(browser="one", address="one-hall")
    notice = NoticeFactory()
    try:
        phone_login.enter(phone=PHONE, code=code, agreed=notice, asker=asker)
    except phone_login.WrongCodeError:
        return False
    return True


def test_code_tapped_in_many_times_at_once_is_one_account_and_no_refusal(settings, capsys):
    settings.DEMO = True
    NoticeFactory()
    phone_codes.send(phone=PHONE, purpose="login", asker=Asker("one", "one-hall"))
    code = capsys.readouterr().out.split("验证码")[1][:6]

    assert at_once(IN_FLIGHT, lambda: enter_with(code)) == [True] * IN_FLIGHT
    assert User.objects.count() == 1


def test_wrong_tries_at_once_are_all_counted(settings, capsys):
    settings.DEMO = True
    NoticeFactory()
    phone_codes.send(phone=PHONE, purpose="login", asker=Asker("one", "one-hall"))
    code = capsys.readouterr().out.split("验证码")[1][:6]

    assert sum(at_once(IN_FLIGHT, lambda: enter_with("x"))) == 0
    assert enter_with(code) is False
