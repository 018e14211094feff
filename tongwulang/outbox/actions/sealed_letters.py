"""Writing e-mails whose address need not be an account's, and forgetting them."""

import datetime as dt
import json

from django.db import transaction
from django.utils import timezone

from tongwulang.outbox.choices import Channel, LetterKind
from tongwulang.outbox.masking import masked_email
from tongwulang.outbox.models import Delivery, SealedLetter
from tongwulang.outbox.models.sealed_letter import Content
from tongwulang.secrets_at_rest import seal


@transaction.atomic
def write(*, kind: LetterKind, content: Content, lasts: dt.timedelta) -> SealedLetter:
    """Have an e-mail sent by the worker, at night too, unless it takes longer than `lasts`.

    Called inside the transaction that changes rows, it leaves with them or not at all.
    """
    now = timezone.now()
    letter = SealedLetter.objects.create(
        kind=kind,
        masked_address=masked_email(content.to),
        sealed=seal(json.dumps(content._asdict())),
        written_at=now,
    )
    Delivery.objects.create(
        sealed_letter=letter,
        channel=Channel.EMAIL,
        is_urgent=True,
        due_at=now,
        expires_at=now + lasts,
    )
    return letter


def wipe_useless() -> int:
    """Wipe what cannot be sent any more, such as links that have run out; returns how many."""
    return SealedLetter.objects.wipe_useless()


def purge() -> int:
    """Delete what is older than it may be kept, with its deliveries; returns how many rows."""
    return SealedLetter.objects.overdue().delete()[0]
