"""E-mail: one message to one person, with a way to refuse the next."""

import smtplib
from email.headerregistry import Address

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from tongwulang.outbox.choices import Channel
from tongwulang.outbox.models import Delivery, Message
from tongwulang.outbox.unsubscribe_links import Ask, link_of
from tongwulang.outbox.wording import wording_of

# The first digit of a mail server's "never".
PERMANENT = 5


class RefusedError(Exception):
    """The mail server will never take it."""


class UnavailableError(Exception):
    """The mail server did not take it, and may do so in a while."""


class UncertainError(Exception):
    """The mail server fell silent; it may have taken it."""


def send(letter: EmailMessage) -> None:
    """Hand the letter to the mail server; raises one of the errors above."""
    try:
        letter.message()
    except ValueError as error:
        raise RefusedError(_said(error)) from error
    connection = get_connection(timeout=settings.EMAIL_TIMEOUT)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise UnavailableError(_said(error)) from error
    letter.connection = connection
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as error:
        [(code, _text)] = error.recipients.values()
        raise _refusal(code) from error
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code) from error
    except (OSError, smtplib.SMTPException) as error:
        raise UncertainError(_said(error)) from error
    finally:
        connection.close()


def letter_of(delivery: Delivery) -> EmailMessage:
    """The e-mail as it is sent, with a Message-ID that is the same at every attempt.

    Raises UnreadableError for a sealed letter that cannot be opened.
    """
    headers = {"Message-ID": f"<{delivery.key}@{_host()}>", "Auto-Submitted": "auto-generated"}
    carried = delivery.carried
    if isinstance(carried, Message):
        return _of_message(carried, delivery.address, headers)
    content = carried.opened()
    return EmailMessage(
        subject=content.subject, body=content.text + "\n", to=[content.to], headers=headers
    )


def _of_message(message: Message, address: str, headers: dict[str, str]) -> EmailMessage:
    """A message, with where it leads and how its topic is refused."""
    topic = wording_of(message.kind).topic
    link = link_of(Ask(message.recipient_id, topic, Channel.EMAIL))
    parts = [message.text.strip()]
    if message.link:
        parts.append(f"查看：{settings.SITE_URL}{message.link}")
    if link:
        parts.append(f"不想再收到“{topic.label}”邮件：{link}")
    if link:
        headers["List-Unsubscribe"] = f"<{link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(
        subject=message.title, body="\n\n".join(parts) + "\n", to=[address], headers=headers
    )


def _host() -> str:
    return Address(addr_spec=settings.DEFAULT_FROM_EMAIL).domain


def _refusal(code: int) -> Exception:
    """What a mail server's number means (RFC 5321, 4.2.1)."""
    kind = RefusedError if code // 100 == PERMANENT else UnavailableError
    return kind(f"SMTP {code}")


def _said(error: Exception) -> str:
    """The kind of an error, without its text: that may name the address."""
    return type(error).__name__
