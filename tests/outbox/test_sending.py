"""What becomes of a message on its way out of the site."""

import datetime as dt
import json
import logging

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from tests.factories import UserFactory
from tests.outbox.letters import now_is, send_all, write
from tongwulang.outbox import sending
from tongwulang.outbox.actions import deliveries, refusals
from tongwulang.outbox.choices import Channel, Topic
from tongwulang.outbox.models import Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_day")]


def test_email_and_sms_leave_once(li, provider):
    message = write(li, employer="某某公司", posting="焊工", answer_by="4月2日")

    send_all()
    send_all()

    [letter] = mail.outbox
    [taken] = provider.taken
    by_email, by_sms = message.deliveries.order_by("channel")
    assert (letter.to, letter.subject) == (["li@example.invalid"], "某某公司邀请您面试：焊工")
    assert letter.extra_headers["Message-ID"] == f"<{by_email.key}@zhaopin.example.invalid>"
    assert "查看：https://zhaopin.example.invalid/me/applications/1/\n" in letter.body
    assert (taken["PhoneNumbers"], taken["OutId"]) == ("13800138000", str(by_sms.key))
    assert json.loads(taken["TemplateParam"]) == {
        "answer_by": "4月2日",
        "employer": "某某公司",
        "posting": "焊工",
    }
    assert [now_is(by_email), now_is(by_sms)] == [("sent", 1, ""), ("sent", 1, "")]
    assert by_sms.provider_id == "900619746936498440^0"


def test_letter_of_a_topic_that_can_be_refused_says_how(li):
    write(li)

    send_all()

    [letter] = mail.outbox
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert link.startswith("https://zhaopin.example.invalid/messages/unsubscribe/")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.body.endswith(f"不想再收到“投递进展”邮件：{link}\n")


@pytest.mark.parametrize(
    ("answer", "state", "problem"),
    [
        ("no_such_number", "failed", "isv.MOBILE_NUMBER_ILLEGAL"),
        ("limited", "waiting", "isv.BUSINESS_LIMIT_CONTROL"),
        ("unavailable", "waiting", "ServiceUnavailable"),
        ("unknown_error", "uncertain", "InternalError"),
    ],
)
def test_each_outcome_leads_to_one_state(provider, sms_to, answer, state, problem):
    provider.answer = answer
    delivery = sms_to()

    assert sending.deliver_next()
    assert not sending.deliver_next()

    assert now_is(delivery) == (state, 1, problem)


def test_tried_again_after_pauses_that_double_and_then_given_up(provider, sms_to):
    provider.answer = "unavailable"
    delivery = sms_to()
    pauses = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(deliveries.MOST_ATTEMPTS):
            send_all()
            delivery.refresh_from_db()
            pauses.append((delivery.due_at - timezone.now()).total_seconds())
            clock.move_to(delivery.due_at - dt.timedelta(milliseconds=1))
            assert not sending.deliver_next()
            clock.move_to(max(delivery.due_at, timezone.now()))

    assert now_is(delivery) == ("failed", 8, "ServiceUnavailable")
    for number, pause in enumerate(pauses[:-1]):
        assert 30 * 2**number <= pause <= 60 * 2**number


def test_pauses_differ_by_chance_and_have_an_upper_bound():
    assert len({deliveries.pause_after(3) for _ in range(20)}) > 1
    assert deliveries.pause_after(60) <= dt.timedelta(hours=6)


def test_provider_that_recovers_gets_it_under_the_same_key(provider, sms_to):
    provider.answer = "unavailable"
    delivery = sms_to()
    send_all()
    provider.answer = "taken"
    Delivery.objects.update(due_at=timezone.now())

    send_all()

    assert now_is(delivery) == ("sent", 2, "")
    assert [taken["OutId"] for taken in provider.taken] == [str(delivery.key)]


def test_in_quiet_hours_only_what_is_urgent_leaves(settings, provider, sms_to):
    settings.QUIET_HOURS = "21:00-08:00"
    calm, urgent = sms_to(), sms_to(is_urgent=True)
    tomorrow = timezone.localtime().replace(microsecond=0) + dt.timedelta(days=1)

    with time_machine.travel(tomorrow.replace(hour=7, minute=59), tick=False):
        send_all()
        assert [now_is(calm)[0], now_is(urgent)[0]] == ["waiting", "sent"]
    with time_machine.travel(tomorrow.replace(hour=8, minute=0), tick=False):
        send_all()
        assert [now_is(calm)[0], now_is(urgent)[0]] == ["sent", "sent"]


def test_what_was_refused_between_writing_and_sending_is_dropped(li, provider, sms_to):
    delivery = sms_to()
    refusals.refuse(user_id=li.pk, topic=Topic.APPLICATIONS, channel=Channel.SMS)

    send_all()

    assert now_is(delivery) == ("dropped", 1, "收件人已拒收")
    assert provider.taken == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [({"is_active": False}, "账号已停用"), ({"phone": None}, "没有可用的地址")],
)
def test_whoever_cannot_be_reached_any_more_is_not_written_to(
    li, provider, sms_to, changes, problem
):
    delivery = sms_to()
    type(li).objects.filter(pk=li.pk).update(**changes)

    send_all()

    assert now_is(delivery) == ("dropped", 1, problem)
    assert provider.taken == []


def test_it_goes_to_the_phone_that_the_person_has_now(li, provider, sms_to):
    sms_to()
    li.phone = "+8613900139000"
    li.save()

    send_all()

    assert [taken["PhoneNumbers"] for taken in provider.taken] == ["13900139000"]


def test_where_it_went_is_remembered_masked_whatever_phone_they_have_later(li, provider, sms_to):
    sent = sms_to()
    send_all()
    provider.answer = "no_such_number"
    failed = sms_to()
    send_all()
    li.phone = "+8613900139000"
    li.save()
    waiting = sms_to()

    found = [Delivery.objects.get(pk=each.pk) for each in (sent, failed, waiting)]
    assert [each.masked_address for each in found] == ["138****8000", "138****8000", "139****9000"]


def test_what_nobody_could_send_in_three_days_is_given_up(provider, sms_to):
    delivery = sms_to(expires_at=timezone.now())

    send_all()
    deliveries.give_up_stale()

    assert now_is(delivery) == ("failed", 0, "超过最晚发送时间")
    assert provider.taken == []


def test_dead_one_is_sent_again_on_a_persons_word_under_a_new_key(provider, sms_to):
    provider.answer = "no_such_number"
    delivery = sms_to()
    former = delivery.key
    send_all()
    provider.answer = "taken"

    assert deliveries.send_again(delivery=delivery)
    assert not deliveries.send_again(delivery=delivery)
    send_all()

    assert now_is(delivery)[0] == "sent"
    assert [taken["OutId"] for taken in provider.taken] == [str(delivery.key)]
    assert delivery.key != former


def test_message_of_a_kind_that_is_gone_is_given_up_and_holds_nobody_up(li, provider, sms_to):
    strange, delivery = sms_to(), sms_to()
    strange.message.kind = "gone"
    strange.message.save()

    send_all()

    assert now_is(strange) == ("failed", 1, "templates/messages/gone.toml is missing")
    assert now_is(delivery)[0] == "sent"


def test_no_log_holds_a_phone_an_address_or_a_text(li, provider, caplog):
    caplog.set_level(logging.DEBUG)
    write(li, employer="某某公司")
    provider.answer = "limited"

    send_all()

    said = "\n".join(record.getMessage() for record in caplog.records)
    assert "138****8000: isv.BUSINESS_LIMIT_CONTROL" in said
    for secret in ("13800138000", "li@example", "某某公司", "李雷"):
        assert secret not in said


def test_many_people_are_each_written_to_once(provider):
    for number in range(30):
        write(UserFactory(phone=f"+86138001380{number:02}", email=None))

    send_all()

    assert sorted(taken["PhoneNumbers"] for taken in provider.taken) == [
        f"138001380{number:02}" for number in range(30)
    ]
