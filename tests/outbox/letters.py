"""Messages as tests write them, and the worker that sends them."""

from django.db import transaction

from tongwulang.outbox import sending
from tongwulang.outbox.actions import messages
from tongwulang.outbox.wording import wording_of


def write(to, kind="application_invited", once="application:1:interview", **changes):
    """Write a message of this kind with its sample values, in a transaction of its own."""
    values = {**wording_of(kind).fields, **changes}
    with transaction.atomic():
        return messages.write(to=to, kind=kind, values=values, once=once)


def send_all():
    """What the worker does with messages, until nothing is left to be done."""
    while sending.deliver_next():
        pass


def now_is(delivery):
    """Its state, attempts and problem, as the database has them."""
    delivery.refresh_from_db()
    return (delivery.status, delivery.attempts, delivery.problem)
