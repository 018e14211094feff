"""What was being sent when its worker was killed: left alone until somebody knows."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from tests.outbox.letters import now_is, send_all
from tongwulang.outbox import sending
from tongwulang.outbox.actions import deliveries
from tongwulang.outbox.models import Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_day")]


def lost(delivery):
    """As a worker leaves it that was killed while it sent."""
    assert deliveries.claim() == delivery
    Delivery.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    return delivery


def later():
    """When the provider's records can be asked."""
    return time_machine.travel(timezone.now() + dt.timedelta(minutes=6), tick=False)


def test_what_a_killed_worker_was_sending_is_left_alone_while_nobody_knows(provider, sms_to):
    delivery = lost(sms_to())

    send_all()

    assert now_is(delivery) == ("uncertain", 1, "发送过程中断")
    assert provider.taken == []


def test_what_the_providers_records_hold_is_not_sent_again(provider, sms_to):
    delivery = lost(sms_to())
    sending._hand_over(delivery)
    send_all()

    with later():
        send_all()

    assert now_is(delivery) == ("sent", 1, "")
    assert len(provider.taken) == 1


def test_what_the_providers_records_do_not_hold_is_sent_again(provider, sms_to):
    delivery = lost(sms_to())
    send_all()

    with later():
        send_all()

    assert now_is(delivery) == ("sent", 2, "")
    assert [taken["OutId"] for taken in provider.taken] == [str(delivery.key)]


def test_records_are_not_asked_about_a_phone_that_it_did_not_go_to(li, provider, sms_to):
    delivery = lost(sms_to())
    deliveries.note_address(delivery)
    li.phone = "+8613900139000"
    li.save()
    send_all()

    with later():
        send_all()

    assert now_is(delivery) == ("uncertain", 1, "发送过程中断")
    assert provider.taken == []


def test_records_that_cannot_be_read_are_asked_again_for_three_days(provider, sms_to):
    delivery = lost(sms_to())
    send_all()
    provider.answer = "throttled"
    with later():
        send_all()
    assert now_is(delivery) == ("uncertain", 1, "发送过程中断")
    assert delivery.looked_up_at is None

    with time_machine.travel(timezone.now() + dt.timedelta(days=4), tick=False):
        send_all()

    assert now_is(delivery) == ("uncertain", 1, "发送过程中断")
    assert delivery.looked_up_at is not None


def test_without_records_it_stays_uncertain_for_a_person_to_decide(settings, sms_to):
    settings.SMS_PROVIDER = "tongwulang.outbox.sms.console.ConsoleSms"
    delivery = lost(sms_to())
    send_all()

    with later():
        send_all()

    assert now_is(delivery) == ("uncertain", 1, "发送过程中断")
    assert not Delivery.objects.to_look_up(timezone.now()).exists()


def test_worker_that_was_taken_for_dead_sends_nothing_and_changes_nothing(provider, sms_to):
    sms_to()
    delivery = deliveries.claim()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=3), tick=False):
        deliveries.settle_lost()
        sending._deliver(delivery)
        deliveries.mark_sent(delivery)

    assert now_is(delivery) == ("uncertain", 1, "发送过程中断")
    assert provider.taken == []
