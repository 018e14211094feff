"""What the worker does with messages: sends what is due, settles what killed workers left.

What holds of "once": a message is in the inbox exactly once. E-mail and SMS are marked as being
sent, and that is committed, before they are handed over; if the worker is killed after that, nobody
knows whether they were, and they are not sent again by themselves (at most once). An SMS provider
that keeps records is asked for the SMS by its key: what it took is marked as sent, what it did not
take is sent again (exactly once, if its records are right). The rest is in the list of the dead for
a person to decide.
"""

import logging
from collections.abc import Callable

from django.utils import timezone

from tongwulang.outbox import mail, sms
from tongwulang.outbox.actions import deliveries
from tongwulang.outbox.choices import OBLIGATORY, Channel
from tongwulang.outbox.models import Delivery, Message, Refusal
from tongwulang.outbox.models.sealed_letter import UnreadableError
from tongwulang.outbox.wording import WordingError, wording_of

logger = logging.getLogger(__name__)

Put = Callable[..., None]
# What becomes of a delivery after each error of a channel.
AFTER: dict[type[Exception], Put] = {
    sms.RefusedError: deliveries.fail,
    sms.LimitedError: deliveries.put_off,
    sms.UnavailableError: deliveries.put_off,
    sms.UncertainError: deliveries.mark_uncertain,
    WordingError: deliveries.fail,
    UnreadableError: deliveries.fail,
    mail.RefusedError: deliveries.fail,
    mail.UnavailableError: deliveries.put_off,
    mail.UncertainError: deliveries.mark_uncertain,
}


def deliver_next() -> bool:
    """Send what is due first, or settle one of those that nobody knows about; False if neither
    is there to do. Never inside a transaction."""
    delivery = deliveries.claim()
    if delivery is not None:
        _deliver(delivery)
        return True
    return bool(deliveries.settle_lost()) or _look_up_next()


def _deliver(delivery: Delivery) -> None:
    try:
        hindrance = _hindrance(delivery, delivery.message) if delivery.message else ""
        if hindrance:
            deliveries.drop(delivery, problem=hindrance)
            return
        if delivery.message:
            deliveries.note_address(delivery)
        if not deliveries.is_held(delivery):
            return
        provider_id = _hand_over(delivery)
    except tuple(AFTER) as error:
        logger.warning("%s to %s: %s", delivery, delivery.masked_address, error)
        AFTER[type(error)](delivery, problem=str(error))
    else:
        deliveries.mark_sent(delivery, provider_id=provider_id)


def _hindrance(delivery: Delivery, message: Message) -> str:
    """Why the message should not be sent after all; empty if it should."""
    recipient = message.recipient
    topic = wording_of(message.kind).topic
    if not recipient.is_active:
        return "账号已停用"
    if not delivery.address:
        return "没有可用的地址"
    if topic not in OBLIGATORY and Refusal.objects.holds(recipient.pk, topic, delivery.channel):
        return "收件人已拒收"
    return ""


def _hand_over(delivery: Delivery) -> str:
    """Send it; returns the provider's number for it."""
    message = delivery.message
    if message is None or delivery.channel == Channel.EMAIL:
        mail.send(mail.letter_of(delivery))
        return ""
    receipt = sms.send(
        phone=delivery.address,
        template=message.kind,
        values=message.values,
        once=str(delivery.key),
    )
    return receipt.provider_id


def _look_up_next() -> bool:
    delivery = Delivery.objects.to_look_up(timezone.now()).with_recipient().first()
    if delivery is None:
        return False
    if delivery.sent_to not in ("", delivery.masked_present):
        # Of another phone than it went to, the provider's records say nothing.
        deliveries.settle_looked_up(delivery, was_taken=None)
        return True
    try:
        was_taken = sms.was_taken(
            phone=delivery.address, once=str(delivery.key), at=delivery.attempted_at
        )
    except sms.SmsError as error:
        logger.warning("%s to %s: looked up in vain: %s", delivery, delivery.masked_address, error)
        deliveries.ask_later(delivery)
    else:
        deliveries.settle_looked_up(delivery, was_taken=was_taken)
    return True
