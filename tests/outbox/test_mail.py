"""E-mail by a real conversation with a mail server."""

import socket

import pytest
from django.utils import timezone

from tests.outbox.letters import write
from tests.outbox.mail_server import running_mail_server
from tongwulang.outbox import mail, sending
from tongwulang.outbox.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    settings.QUIET_HOURS = ""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with running_mail_server() as server:
        settings.EMAIL_PORT = server.port
        yield server


@pytest.fixture
def delivery(li):
    found = write(li).deliveries.get(channel="email")
    Delivery.objects.exclude(pk=found.pk).delete()
    return found


def outcome(delivery):
    assert sending.deliver_next()
    delivery.refresh_from_db()
    return delivery.status, delivery.problem


def test_letter_arrives_whole(settings, server, delivery):
    settings.DEFAULT_FROM_EMAIL = "noreply@zhaopin.example.invalid"

    assert outcome(delivery) == ("sent", "")

    [letter] = server.taken
    assert letter["To"] == "li@example.invalid"
    assert letter["From"] == "noreply@zhaopin.example.invalid"
    assert letter["Subject"].strip() == "演示单位（廊坊）第 3 号邀请您面试：仓储管理员"
    assert letter["Message-ID"] == f"<{delivery.key}@zhaopin.example.invalid>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "会在 4月2日 前与您约定时间和地点" in letter.get_content()


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (("RCPT", "550 no such user"), ("failed", "SMTP 550")),
        (("RCPT", "451 greylisted"), ("waiting", "SMTP 451")),
        (("MAIL", "421 too many"), ("waiting", "SMTP 421")),
        (("LETTER", "554 not wanted"), ("failed", "SMTP 554")),
        (("LETTER", "452 disk full"), ("waiting", "SMTP 452")),
    ],
)
def test_each_refusal_of_the_server_leads_to_one_state(server, delivery, refusal, expected):
    server.refusal = refusal

    assert outcome(delivery) == expected
    assert server.taken == []


def test_server_that_takes_a_letter_and_falls_silent_is_not_given_it_twice(server, delivery):
    server.hangs_up = True

    assert outcome(delivery) == ("uncertain", "SMTPServerDisconnected")
    Delivery.objects.update(due_at=timezone.now())
    assert not sending.deliver_next()
    assert len(server.taken) == 1


def test_server_that_is_away_took_nothing(settings, server, delivery):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = closed.getsockname()[1]

        assert outcome(delivery) == ("waiting", "ConnectionRefusedError")


def test_address_that_cannot_be_written_in_a_letter_is_refused(server, delivery):
    delivery.message.recipient.email = "a@b.invalid\nBcc: c@d.invalid"

    with pytest.raises(mail.RefusedError):
        mail.send(mail.letter_of(delivery))
