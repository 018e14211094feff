"""Two taps at the same moment make one row; without what holds the second back they make two."""

import itertools
import threading
from contextlib import suppress

import pytest
from django.db import connection
from django.urls import reverse

from tests.conftest import ProvedClient
from tests.factories import UserFactory
from tests.races import patience
from tests.walks.creates import CREATES, browser_of, made, send
from tongwulang.accounts.actions import consents, sent_forms
from tongwulang.accounts.models import SentForm, User

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("name", CREATES)
def test_form_sent_twice_at_once_makes_one_row_and_is_answered_the_same(name, stage):
    before = made(name)

    answers = sent_twice_at_once(name, stage)

    assert (len(answers), made(name)) == (2, before + 1)
    if name != "admin:jobs_exportrun_of_list":  # the second is led to the run, not given its file
        assert answers[0] == answers[1]
    assert {status for status, _location in answers} <= {200, 302}


@pytest.mark.parametrize("is_locked", [True, False])
@pytest.mark.parametrize("role", ["seeker", "newcomer"])
def test_deleting_ones_data_twice_at_once_is_said_to_be_done_twice(
    role, is_locked, stage, monkeypatch
):
    """Of the seeker records are kept, of the newcomer nothing is: without the lock the second finds
    no account where it has just seen one."""
    by, url = stage[role], reverse("my_data_delete")
    locking, read, is_done = consents.held, threading.Barrier(2), threading.Event()
    turns = itertools.count()

    def held(person):
        turn = next(turns)
        found = locking(person) if is_locked else User.objects.filter(pk=person.pk).first()
        with suppress(threading.BrokenBarrierError):  # the lock lets nobody else come as far
            read.wait(patience(is_locked=is_locked))
        if turn and found is not None:
            is_done.wait(20)
        return found

    def delete(browser):
        status = browser.post(url, {"understood": "on"}).status_code
        is_done.set()
        return status

    monkeypatch.setattr(consents, "held", held)
    answers = at_once(browser_of(stage, role), delete)

    fails = role == "newcomer" and not is_locked
    assert sorted(answers) == ([200, 500] if fails else [200, 200])
    assert not User.objects.filter(pk=by.pk, is_active=True).exists()


def sent_twice_at_once(name, stage):
    return at_once(browser_of(stage, CREATES[name].by), lambda one: send(one, name, stage))


def at_once(first, act):
    """What two requests of one browser are answered that start together."""
    second = ProvedClient(raise_request_exception=False)
    second.cookies = first.cookies.copy()
    gate, answers = threading.Barrier(2), []

    def run(browser):
        gate.wait(30)
        try:
            answers.append(act(browser))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_without_the_guard_a_double_tap_makes_two(stage, monkeypatch):
    monkeypatch.setattr(sent_forms, "once", lambda *, by, key, act: act())
    before = made("admin:jobs_applicant_add")

    sent_twice_at_once("admin:jobs_applicant_add", stage)

    assert made("admin:jobs_applicant_add") == before + 2


def test_without_the_lock_two_act_at_the_same_moment(monkeypatch):
    by, gate, acted = UserFactory(), threading.Barrier(2), []
    SentForm.objects.create(by=by, key="a")

    def read(by, key):
        form = SentForm.objects.get(by=by, key=key)
        gate.wait(30)
        return form

    def run():
        sent_forms.once(by=by, key="a", act=lambda: acted.append(1) or "made")
        connection.close()

    monkeypatch.setattr(sent_forms, "held", read)
    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert acted == [1, 1]
