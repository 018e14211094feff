"""Messages as tests write them."""

from django.db import transaction

from tongwulang.outbox.actions import messages
from tongwulang.outbox.wording import wording_of


def write(to, kind="application_invited", once="application:1:interview", **changes):
    """Write a message of this kind with its sample values, in a transaction of its own."""
    values = {**wording_of(kind).fields, **changes}
    with transaction.atomic():
        return messages.write(to=to, kind=kind, values=values, once=once)
