"""Saved searches tell what is new in them, once, and no more often than was asked for."""

import datetime as dt

import pytest
import time_machine
from django.http import QueryDict
from django.utils import timezone

from jobs import alerts
from jobs.actions import wishlists
from jobs.models import SavedSearch
from tests.factories import (
    EmployerBlockFactory,
    NoticeFactory,
    PostingFactory,
    PostingMarkFactory,
    SavedSearchFactory,
)
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent, Notice
from tongwulang.outbox.models import Message

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 25, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def posted(hours_ago=1, **values):
    return PostingFactory(published_at=NOON - dt.timedelta(hours=hours_ago), **values)


def search(hours_ago=30, **values):
    return SavedSearchFactory(
        **{
            "query": "pay=6000",
            "frequency": "daily",
            "seen_until": NOON - dt.timedelta(hours=hours_ago),
            **values,
        }
    )


def told():
    while alerts.tell_next():
        pass
    return list(Message.objects.order_by("pk").values_list("title", flat=True))


def test_what_is_new_and_fits_is_counted_and_linked_to():
    mine = search(name="高薪")
    posted(salary_max=9000)
    posted(hours_ago=29)
    posted(hours_ago=31)
    posted(salary_min=3000, salary_max=5000, base_pay=3000)

    assert told() == ["“高薪”有 2 个新岗位"]
    message = Message.objects.get()
    assert (message.recipient, message.link) == (mine.user, mine.get_absolute_url())


def test_nothing_is_told_twice(clock):
    search()
    posted()
    assert len(told()) == len(told()) == 1
    clock.shift(dt.timedelta(days=1))

    assert len(told()) == 1


def test_without_anything_new_nothing_is_said():
    search()

    assert told() == []
    assert SavedSearch.objects.get().seen_until == NOON - alerts.SETTLED


@pytest.mark.parametrize(
    ("frequency", "hours_ago", "is_told"),
    [
        ("at_once", 0.1, False),
        ("at_once", 0.2, True),
        ("daily", 11, False),
        ("daily", 13, True),
        ("weekly", 24 * 6, False),
        ("weekly", 24 * 7, True),
        ("never", 24 * 99, False),
    ],
)
def test_nobody_is_told_more_often_than_they_asked_for(frequency, hours_ago, is_told):
    search(frequency=frequency, hours_ago=hours_ago)
    posted(hours_ago=0.05)

    assert bool(told()) == is_told


def test_daily_ones_wait_for_the_morning(clock):
    search()
    clock.move_to(NOON.replace(hour=7, minute=59))
    posted(hours_ago=6)
    assert told() == []
    clock.move_to(NOON.replace(hour=8))

    assert len(told()) == 1


def test_hidden_posts_and_blocked_employers_are_left_out():
    mine = search()
    hidden, blocked, _open = posted(), posted(), posted()
    PostingMarkFactory(user=mine.user, posting=hidden, kind="hidden")
    EmployerBlockFactory(user=mine.user, employer=blocked.employer)
    PostingMarkFactory(posting=_open, kind="hidden")

    assert told() == ["“焊工”有 1 个新岗位"]


def test_what_has_ended_since_is_not_told():
    search()
    posted(expires_on=NOON.date() - dt.timedelta(days=1))

    assert told() == []


def test_what_is_just_being_published_waits_for_the_next_time(clock):
    search(frequency="at_once")
    posted(hours_ago=0.001)
    assert told() == []
    clock.shift(dt.timedelta(minutes=12))

    assert len(told()) == 1


def test_stored_query_keeps_what_searches_and_nothing_else():
    typed = QueryDict("page=3&pay=6000&q=焊工&region=nowhere&order=pay&x=1")

    assert QueryDict(alerts.stored(typed)).dict() == {"q": "焊工", "pay": "6000"}


def test_closed_account_is_not_told():
    mine = search()
    mine.user.is_active = False
    mine.user.save()
    posted()

    assert told() == []


def test_saving_again_changes_the_frequency_and_keeps_what_was_told():
    mine = search()
    wishlists.save_search(by=mine.user, name="新名", query=mine.query, frequency="weekly")
    changed = SavedSearch.objects.get()

    assert (changed.name, changed.frequency) == ("新名", "weekly")
    assert changed.seen_until == mine.seen_until


def test_whoever_took_back_the_consent_to_an_account_is_told_nothing():
    mine, theirs = search(name="高薪"), search(name="别人的")
    for one in (mine, theirs):
        consents.agree(user=one.user, notice=Notice.objects.first() or NoticeFactory())
    posted(salary_max=9000)
    consents.withdraw_privacy(consent=Consent.objects.get(user=mine.user), by=mine.user)

    assert told() == ["“别人的”有 1 个新岗位"]

    consents.agree(user=mine.user, notice=Notice.objects.get())
    assert told()[1:] == ["“高薪”有 1 个新岗位"]
