"""Writing to people: in the action's transaction, once, and only what fits."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from tests.factories import UserFactory
from tests.outbox.letters import write
from tests.races import FREE
from tongwulang.outbox.actions import messages
from tongwulang.outbox.models import Delivery, Message
from tongwulang.outbox.wording import WordingError


def test_message_says_what_it_was_told_and_leaves_by_the_channels_of_its_kind(li):
    message = write(li, employer="某某公司", posting="焊工", answer_by="4月2日")

    message.refresh_from_db()
    assert message.title == "某某公司邀请您面试：焊工"
    assert "会在 4月2日 前与您约定时间和地点" in message.text
    assert (message.link, message.read_at) == ("/me/applications/1/", None)
    found = message.deliveries.order_by("channel").values_list("channel", "status", "attempts")
    assert list(found) == [("email", "waiting", 0), ("sms", "waiting", 0)]


def test_message_leaves_only_where_the_person_can_be_reached(db):
    nowhere_but_here = UserFactory(phone="+8613800138009", email=None)

    assert [each.channel for each in write(nowhere_but_here).deliveries.all()] == ["sms"]


def test_same_event_is_told_once_to_each_person(li):
    han = UserFactory()

    first, again, other = write(li), write(li, posting="电工"), write(han)

    assert (again.pk, again.title) == (first.pk, first.title)
    assert other.pk != first.pk
    assert Message.objects.count() == 2
    assert first.deliveries.count() == 2


@pytest.mark.django_db(transaction=True)
def test_action_that_is_rolled_back_leaves_no_message():
    person = UserFactory(phone="+8613800138000")
    values = {"file": "a.xlsx", "rows": "1", "link": "/admin/"}

    def action():
        with transaction.atomic():
            person.name = "改过的名字"
            person.save()
            messages.write(to=person, kind="import_finished", values=values, once="import:1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        action()

    assert (Message.objects.count(), Delivery.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_message_cannot_be_written_beside_the_transaction_that_makes_it_true():
    person = UserFactory()

    with pytest.raises(TransactionManagementError):
        messages.write(to=person, kind="import_finished", values={}, once="import:1")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pay": "9000"}, "application_invited: missing or unknown values: pay"),
        ({"link": "//elsewhere.invalid/"}, "leads out of the site"),
        ({"link": "https://elsewhere.invalid/"}, "leads out of the site"),
        ({"link": "/\\elsewhere.invalid/"}, "leads out of the site"),
    ],
)
def test_values_that_do_not_fit_are_refused(li, changes, said):
    with pytest.raises(WordingError, match=said):
        write(li, **changes)


def test_braces_in_a_value_are_text(li):
    message = write(li, employer="{posting}公司", posting="{__class__} {employer}")

    assert message.title == "{posting}公司邀请您面试：{__class__} {employer}"


def test_title_is_one_line_whatever_the_values(li):
    assert write(li, employer="甲\r\nBcc: x@y.z").title == "甲 Bcc: x@y.z邀请您面试：仓储管理员"


def test_unknown_kind_is_refused(li):
    with pytest.raises(WordingError, match=r"no_such_kind\.toml is missing"):
        messages.write(to=li, kind="no_such_kind", values={}, once="x")


def test_code_is_never_kept_as_a_message(li):
    with pytest.raises(WordingError, match="login_code: only ever sent, never kept"):
        write(li, kind="login_code")


def test_only_ones_own_messages_are_marked_as_read(li):
    han = UserFactory()
    mine, other = write(li), write(han)

    assert messages.mark_read(messages=Message.objects.all(), by=li) == 1
    assert messages.mark_read(messages=Message.objects.all(), by=li) == 0

    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.read_at is not None
    assert other.read_at is None


def test_old_messages_are_deleted_with_all_that_hangs_on_them(li):
    old, young = write(li, once="a"), write(li, once="b")
    now = timezone.now()
    Message.objects.filter(pk=old.pk).update(written_at=now - dt.timedelta(days=366))
    Message.objects.filter(pk=young.pk).update(written_at=now - dt.timedelta(days=364))

    messages.purge()

    assert [each.pk for each in Message.objects.all()] == [young.pk]
    assert {each.message_id for each in Delivery.objects.all()} == {young.pk}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_same_event_told_by_two_at_the_same_moment_is_one_message():
    person = UserFactory(phone="+8613800138000")
    both_ready = threading.Barrier(2)
    written = []

    def tell():
        with transaction.atomic():
            list(Message.objects.filter(recipient=person))
            both_ready.wait(FREE)
            written.append(write(person).pk)
        connection.close()

    threads = [threading.Thread(target=tell) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(written) == 2
    assert set(written) == {Message.objects.get().pk}
    assert Delivery.objects.count() == 2
