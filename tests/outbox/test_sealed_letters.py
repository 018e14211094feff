"""Letters with links: sealed until they are sent, gone afterwards, never twice."""

import datetime as dt
import logging

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from tests.outbox.letters import send_all
from tests.outbox.mail_server import running_mail_server
from tongwulang.outbox.actions import deliveries, sealed_letters
from tongwulang.outbox.choices import LetterKind
from tongwulang.outbox.models import Delivery, SealedLetter
from tongwulang.outbox.models.sealed_letter import Content, UnreadableError

pytestmark = pytest.mark.django_db

LINK = "https://zhaopin.example.invalid/account/password/reset/key/1-abc/"
LETTER = Content(to="li@example.invalid", subject="重设密码", text=f"请打开：\n\n{LINK}")
LASTS = dt.timedelta(days=3)


def write(content=LETTER):
    letter = sealed_letters.write(kind=LetterKind.RESET, content=content, lasts=LASTS)
    return letter.delivery


def now_is(delivery):
    """Its state, its problem, and whether the letter can still be read."""
    delivery = Delivery.objects.with_recipient().get(pk=delivery.pk)
    return delivery.status, delivery.problem, bool(delivery.sealed_letter.sealed)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with running_mail_server() as server:
        settings.EMAIL_PORT = server.port
        yield server


def test_it_is_sent_once_at_night_too_and_wiped(settings):
    settings.QUIET_HOURS = "00:00-23:59"
    settings.DEFAULT_FROM_EMAIL = "noreply@zhaopin.example.invalid"
    delivery = write()

    send_all()
    send_all()

    [letter] = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (
        ["li@example.invalid"],
        "重设密码",
        f"请打开：\n\n{LINK}\n",
    )
    assert letter.from_email == "noreply@zhaopin.example.invalid"
    assert letter.extra_headers == {
        "Message-ID": f"<{delivery.key}@zhaopin.example.invalid>",
        "Auto-Submitted": "auto-generated",
    }
    assert now_is(delivery) == ("sent", "", False)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_sends_nothing():
    def action():
        with transaction.atomic():
            write()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        action()
    send_all()

    assert (SealedLetter.objects.count(), Delivery.objects.count(), mail.outbox) == (0, 0, [])


def test_database_holds_neither_link_nor_address():
    write()

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_sealedletter")
        [row] = cursor.fetchall()

    assert "l***@example.invalid" in row
    for secret in (LINK, "abc", "li@example", "重设密码"):
        assert secret not in str(row)
    assert SealedLetter.objects.get().opened() == LETTER


def test_server_that_is_away_is_tried_again_until_it_takes_it(server):
    server.refusal = ("RCPT", "451 greylisted")
    delivery = write()
    send_all()
    assert now_is(delivery) == ("waiting", "SMTP 451", True)
    server.refusal = ("", "")
    Delivery.objects.update(due_at=timezone.now())

    send_all()

    assert now_is(delivery) == ("sent", "", False)
    [letter] = server.taken
    assert LINK in letter.get_content()


def test_dead_one_is_sent_again_on_a_persons_word_while_its_link_lasts(server):
    server.refusal = ("RCPT", "550 no such user")
    delivery = write()
    expires_at = delivery.expires_at
    send_all()
    assert list(Delivery.objects.dead()) == [delivery]
    assert now_is(delivery) == ("failed", "SMTP 550", True)
    server.refusal = ("", "")

    assert deliveries.send_again(delivery=delivery)
    assert Delivery.objects.get().expires_at == expires_at
    send_all()

    assert now_is(delivery) == ("sent", "", False)
    assert len(server.taken) == 1


def test_dead_one_that_has_run_out_is_wiped_and_never_sent_again(server):
    server.refusal = ("RCPT", "550 no such user")
    delivery = write()
    send_all()

    with time_machine.travel(timezone.now() + LASTS, tick=False):
        assert not deliveries.send_again(delivery=delivery)
        assert sealed_letters.wipe_useless() == 1

    assert now_is(delivery) == ("failed", "SMTP 550", False)


def test_what_nobody_could_send_in_time_is_given_up_and_wiped():
    waiting = write()
    with time_machine.travel(timezone.now() + LASTS, tick=False):
        young = write()
        send_all()
        assert deliveries.give_up_stale() == 1
        assert sealed_letters.wipe_useless() == 1

    assert now_is(waiting) == ("failed", "超过最晚发送时间", False)
    assert now_is(young) == ("sent", "", False)
    assert len(mail.outbox) == 1


def test_what_waits_is_not_wiped():
    delivery = write()

    assert sealed_letters.wipe_useless() == 0
    assert now_is(delivery) == ("waiting", "", True)


def test_what_a_killed_worker_was_sending_waits_for_a_person():
    delivery = write()
    assert deliveries.claim() == delivery
    Delivery.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))

    send_all()

    assert (now_is(delivery), mail.outbox) == (("uncertain", "发送过程中断", True), [])


def test_letter_of_a_key_that_is_gone_is_given_up_and_holds_nobody_up(settings):
    strange = write()
    settings.SECRET_KEY = "another"
    sound = write()

    send_all()

    with pytest.raises(UnreadableError):
        SealedLetter.objects.get(delivery=strange).opened()
    assert now_is(strange) == ("failed", "内容已清除，或密钥已更换", True)
    assert now_is(sound) == ("sent", "", False)


def test_neither_log_nor_admin_tells_address_or_text(client, platform_admin, server, caplog):
    caplog.set_level(logging.DEBUG)
    server.refusal = ("RCPT", "550 no such user li@example.invalid")
    delivery = write()
    send_all()
    client.force_login(platform_admin)

    told = [
        client.get(reverse("admin:outbox_delivery_changelist"), {"dead": "1"}).content.decode(),
        client.get(reverse("admin:outbox_delivery_change", args=[delivery.pk])).content.decode(),
        "\n".join(record.getMessage() for record in caplog.records),
    ]

    for text in told:
        assert "l***@example.invalid" in text
        for secret in ("li@example", LINK, "1-abc", "请打开", SealedLetter.objects.get().sealed):
            assert secret not in text
    assert "重设密码" in told[0]


def test_after_a_month_nothing_of_it_is_kept():
    write()
    with time_machine.travel(timezone.now() + dt.timedelta(days=29), tick=False):
        assert sealed_letters.purge() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(days=31), tick=False):
        assert sealed_letters.purge() == 2

    assert (SealedLetter.objects.count(), Delivery.objects.count()) == (0, 0)
