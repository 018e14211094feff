"""Sending codes to phones, and taking them back once.

Nothing here looks whether anybody has the phone: known and unknown ones cost and say the same.
"""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tongwulang.accounts.browsers import Asker, digest
from tongwulang.accounts.choices import CodePurpose
from tongwulang.accounts.models import AttemptTally, PhoneCode
from tongwulang.accounts.models.phone_code import TAPPED_TWICE
from tongwulang.accounts.rates import Rate
from tongwulang.outbox import sms

DIGITS = 6
MINUTE, HOUR, DAY = 60, 3600, 86_400
# To one phone, whoever asks; browsers known for its owner are counted apart.
PHONE_RATES = (Rate(1, MINUTE), Rate(5, HOUR), Rate(10, DAY))
# From one address. Wide: the Wi-Fi of a fair is one address, and hundreds sign up in an hour.
ADDRESS_RATES = (Rate(2000, HOUR),)


class TooSoonError(Exception):
    """No code was sent; the next one can be had after so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def send(*, phone: str, purpose: CodePurpose, asker: Asker) -> None:
    """Send a new code to the phone (E.164); the browser's earlier one serves no more. Asked twice
    by a double tap, it is sent once.

    Raises TooSoonError within the limits, SmsError if the provider did not take it. Must not be
    called inside a transaction.
    """
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    _take(kind="sms_address", key=asker.address, rates=ADDRESS_RATES)
    row = _made(phone, purpose, asker, code)
    if row is None:
        return
    try:
        sms.send(phone=phone, template="login_code", values={"code": code})
    except (sms.RefusedError, sms.LimitedError, sms.UnavailableError):
        row.delete()
        raise


@transaction.atomic
def _made(phone: str, purpose: CodePurpose, asker: Asker, code: str) -> PhoneCode | None:
    """The row of this code; None if the browser got one just now. One transaction: whoever is
    refused because of another tap sees the code that it made."""
    key: dict[str, Any] = {
        "phone_key": digest("phone", phone),
        "asker_key": asker.browser,
        "purpose": purpose,
    }
    now = timezone.now()
    owner = "known" if asker.is_known else "anybody"
    wait = AttemptTally.objects.take(
        kind="sms", key=digest("phone", phone, owner), rates=PHONE_RATES
    )
    if wait:
        since = now - TAPPED_TWICE
        if PhoneCode.objects.filter(**key, sent_at__gt=since, used_at=None).exists():
            return None
        raise TooSoonError(wait)
    made = {"digest": _digest(phone, purpose, code), "sent_at": now, "tries": 0, "used_at": None}
    return PhoneCode.objects.update_or_create(**key, defaults=made)[0]


def _take(*, kind: str, key: str, rates: tuple[Rate, ...]) -> None:
    wait = AttemptTally.objects.take(kind=kind, key=key, rates=rates)
    if wait:
        raise TooSoonError(wait)


def is_right(*, phone: str, purpose: CodePurpose, asker: Asker, code: str) -> PhoneCode | None:
    """The code's row, locked, if this is the browser's live code for the phone; else None, and one
    of its tries is gone. Entered by a double tap, it is right both times: what the caller does
    upon it must be the same when done twice. Must be called inside a transaction; the caller marks
    it as used."""
    row = (
        PhoneCode.objects.select_for_update()
        .filter(phone_key=digest("phone", phone), asker_key=asker.browser, purpose=purpose)
        .first()
    )
    wanted = _digest(phone, purpose, code)
    if row is None or not row.is_live:
        return None
    if row.answers_to(wanted):
        return row
    row.tries += 1
    row.save(update_fields=["tries"])
    return None


def use(row: PhoneCode) -> None:
    """Mark a code that is_right gave as used: it serves a double tap, and never again."""
    if row.used_at is None:
        row.used_at = timezone.now()
        row.save(update_fields=["used_at"])


def _digest(phone: str, purpose: CodePurpose, code: str) -> str:
    """A keyed digest: a million codes could be tried against a plain one in a second."""
    secret = "\n".join((phone, str(purpose), code))
    return salted_hmac("tongwulang.accounts.phone_code", secret, algorithm="sha256").hexdigest()


def forget_stale() -> int:
    """Drop codes that have run out and tallies that no rate looks at; returns how many."""
    return PhoneCode.objects.stale().delete()[0] + AttemptTally.objects.stale().delete()[0]
