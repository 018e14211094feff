"""What moves a delivery: taken to be sent, sent, tried again later, given up, sent anew.

Every move names the state that it leaves, in one conditional update: of two workers one wins, and
whoever was taken for dead changes nothing any more.
"""

import datetime as dt
import random
import uuid
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from tongwulang.outbox.choices import DeliveryStatus
from tongwulang.outbox.models import Delivery, SealedLetter
from tongwulang.outbox.models.delivery import LEASE, RECORDS_LATE_BY, TIMELY

LOOKED_AT = 20
MOST_ATTEMPTS = 8
FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=6)


def claim() -> Delivery | None:
    """Take the delivery that is due first, for LEASE; None if none is.

    It is marked as being sent, and that is committed, before anything leaves the site.
    """
    now = timezone.now()
    for pk in Delivery.objects.due(now).values_list("pk", flat=True)[:LOOKED_AT]:
        if take(pk, now):
            return Delivery.objects.with_recipient().get(pk=pk)
    return None


def take(pk: int, now: dt.datetime) -> bool:
    """Mark a waiting delivery as being sent; False if another worker was faster."""
    waiting = Delivery.objects.filter(pk=pk, status=DeliveryStatus.WAITING)
    taken = waiting.update(
        status=DeliveryStatus.SENDING,
        attempted_at=now,
        leased_until=now + LEASE,
        attempts=models.F("attempts") + 1,
    )
    return bool(taken)


def note_address(delivery: Delivery) -> None:
    """Remember, masked, where this attempt goes: the recipient's address may be another later."""
    delivery.sent_to = delivery.masked_present
    Delivery.objects.filter(pk=delivery.pk).update(sent_to=delivery.sent_to)


def is_held(delivery: Delivery) -> bool:
    """Whether the lease still holds: to be asked at the last moment before handing over."""
    return delivery.leased_until is not None and timezone.now() < delivery.leased_until


def mark_sent(delivery: Delivery, *, provider_id: str = "") -> None:
    """The provider has taken it."""
    found = {"provider_id": provider_id[:80], "problem": "", "ended_at": timezone.now()}
    _leave(delivery, DeliveryStatus.SENT, **found)


def drop(delivery: Delivery, *, problem: str) -> None:
    """It is not wanted any more, or there is nowhere to send it."""
    _leave(delivery, DeliveryStatus.DROPPED, ended_at=timezone.now(), problem=problem[:120])


def fail(delivery: Delivery, *, problem: str) -> None:
    """It will never be taken as it is."""
    _leave(delivery, DeliveryStatus.FAILED, ended_at=timezone.now(), problem=problem[:120])


def mark_uncertain(delivery: Delivery, *, problem: str) -> None:
    """It may have been taken: it is never sent again by itself without proof that it was not."""
    due_at = timezone.now() + RECORDS_LATE_BY
    _leave(delivery, DeliveryStatus.UNCERTAIN, due_at=due_at, problem=problem[:120])


def put_off(delivery: Delivery, *, problem: str) -> None:
    """It was not taken: try again after a pause that doubles, or give up after MOST_ATTEMPTS."""
    if delivery.attempts >= MOST_ATTEMPTS:
        fail(delivery, problem=problem)
        return
    due_at = timezone.now() + pause_after(delivery.attempts)
    _leave(delivery, DeliveryStatus.WAITING, due_at=due_at, problem=problem[:120])


def pause_after(attempts: int) -> dt.timedelta:
    """How long to wait after so many attempts: doubled each time, up to half of it at random less,
    so that what failed together does not come back together."""
    pause = min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)
    return pause * random.uniform(0.5, 1)  # noqa: S311 - not a secret


def settle_lost() -> int:
    """Mark what killed workers were sending as uncertain; returns how many."""
    now = timezone.now()
    lost = Delivery.objects.lost(now)
    # Asked every second: an update, even of nothing, would take SQLite's only lock for writing.
    if not lost.exists():
        return 0
    return lost.update(
        status=DeliveryStatus.UNCERTAIN,
        leased_until=None,
        due_at=now + RECORDS_LATE_BY,
        problem="发送过程中断",
    )


def give_up_stale() -> int:
    """Give up what nobody could send while it was news; returns how many."""
    now = timezone.now()
    return Delivery.objects.stale(now).update(
        status=DeliveryStatus.FAILED, ended_at=now, problem="超过最晚发送时间"
    )


def settle_looked_up(delivery: Delivery, *, was_taken: bool | None) -> None:
    """Record what the provider's records say of an uncertain SMS; None: they do not say.

    What they do not hold was never taken and may be sent again.
    """
    now = timezone.now()
    found: dict[str, Any] = {"looked_up_at": now}
    if was_taken is not None:
        found |= (
            {"status": DeliveryStatus.SENT, "ended_at": now, "problem": ""}
            if was_taken
            else {"status": DeliveryStatus.WAITING, "due_at": now}
        )
    mine = Delivery.objects.filter(
        pk=delivery.pk, status=DeliveryStatus.UNCERTAIN, looked_up_at=None
    )
    mine.update(**found)


def ask_later(delivery: Delivery) -> None:
    """The provider's records could not be read: ask again, for as long as it matters."""
    now = timezone.now()
    if now >= delivery.expires_at:
        settle_looked_up(delivery, was_taken=None)
        return
    mine = Delivery.objects.filter(pk=delivery.pk, status=DeliveryStatus.UNCERTAIN)
    mine.update(due_at=now + RECORDS_LATE_BY)


def send_again(*, delivery: Delivery) -> bool:
    """Have a dead delivery sent once more, on a person's word; False if it is not dead, or is a
    sealed letter that has run out.

    It gets a new key: the person knows better than the provider's records.
    """
    now = timezone.now()
    dead = Delivery.objects.dead().filter(pk=delivery.pk)
    changes = {"key": uuid.uuid4(), "attempts": 0, "looked_up_at": None, "ended_at": None}
    if delivery.sealed_letter_id:
        # Its link does not last longer because somebody sends it again.
        dead = dead.filter(expires_at__gt=now)
    else:
        changes["expires_at"] = now + TIMELY
    return bool(dead.update(status=DeliveryStatus.WAITING, due_at=now, **changes))


def _leave(delivery: Delivery, status: DeliveryStatus, **changes: Any) -> None:
    mine = Delivery.objects.filter(
        pk=delivery.pk, status=DeliveryStatus.SENDING, leased_until=delivery.leased_until
    )
    with transaction.atomic():
        mine.update(status=status, leased_until=None, **changes)
        if delivery.sealed_letter_id:
            SealedLetter.objects.filter(pk=delivery.sealed_letter_id).wipe_useless()
