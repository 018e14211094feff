"""Writing to people, and what they do with what was written."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from tongwulang.outbox.models import Delivery, Message
from tongwulang.outbox.models.delivery import TIMELY
from tongwulang.outbox.wording import Wording, WordingError, wording_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


def write(*, to: "AbstractBaseUser", kind: str, values: Mapping[str, object], once: str) -> Message:
    """Say something to a person, as part of the transaction that makes it true.

    Call it inside the transaction that changes the rows: if that is rolled back, nothing was said.
    It is in the inbox at once; e-mail and SMS leave by the worker after the commit. `kind`: a file
    in `templates/messages/`, with exactly its fields in `values`. `once`: names the event, such as
    "application:12:viewed"; a second call for the same person and event changes nothing and returns
    the first message. Names and pay may stand in `values`, phones and identity numbers never.

    Raises TransactionManagementError outside of a transaction, WordingError for a wrong kind or
    wrong values.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("messages are written with their cause")
    wording = wording_of(kind)
    if not wording.title:
        raise WordingError(f"{kind}: only ever sent, never kept")
    said: dict[str, Any] = {
        "kind": kind,
        "title": Truncator(" ".join(wording.filled(wording.title, values).split())).chars(120),
        "text": wording.filled(wording.text, values),
        "link": wording.path(values),
        "values": dict(values),
    }
    recipient: Any = to
    message, is_new = Message.objects.get_or_create(recipient=recipient, once=once, defaults=said)
    if is_new:
        Delivery.objects.bulk_create(_deliveries(message, wording))
    return message


def _deliveries(message: Message, wording: Wording) -> list[Delivery]:
    """One for each channel by which the recipient can be reached now."""
    made = [
        Delivery(
            message=message,
            channel=channel,
            is_urgent=wording.is_urgent,
            due_at=message.written_at,
            expires_at=message.written_at + TIMELY,
        )
        for channel in wording.channels
    ]
    return [delivery for delivery in made if delivery.address]


def mark_read(*, messages: Any, by: "AbstractBaseUser") -> int:
    """Mark those of the messages that are this person's as read; returns how many were not."""
    return int(messages.visible_to(by).unread().update(read_at=timezone.now()))


def purge() -> int:
    """Delete what is older than it may be kept, with its deliveries; returns how many rows."""
    return Message.objects.overdue().delete()[0]
