"""Signing up and logging in with a phone: one act for both."""

from typing import NamedTuple

from django.db import transaction

from tongwulang.accounts.actions import consents, phone_codes
from tongwulang.accounts.browsers import Asker
from tongwulang.accounts.choices import CodePurpose, NoticeKind
from tongwulang.accounts.models import Notice, User


class WrongCodeError(Exception):
    """Not this browser's live code for this phone."""


class NotAgreedError(Exception):
    """The code was right, and stays so; the notice in force has to be agreed to first."""


class NoNoticeError(Exception):
    """The site has no privacy notice in force, so nobody new can agree to it."""


class Entry(NamedTuple):
    """Who comes in, and whether this made the account."""

    person: User
    is_new: bool


def enter(*, phone: str, code: str, agreed: Notice | None, asker: Asker) -> Entry:
    """The person of this phone, made if there is none, with the consent recorded to what was
    `agreed` to.

    Raises WrongCodeError, NotAgreedError or NoNoticeError; only the first costs a try. Nothing
    about the phone's owner is looked up before the code has proved to be right.
    """
    with transaction.atomic():
        row = phone_codes.is_right(phone=phone, purpose=CodePurpose.LOGIN, asker=asker, code=code)
        refusal = WrongCodeError() if row is None else _refusal(phone, agreed)
        if row is not None and refusal is None:
            phone_codes.use(row)
            return _entry(phone, agreed)
    # Raised after the transaction, which has counted a wrong try.
    raise refusal or WrongCodeError()


def _refusal(phone: str, agreed: Notice | None) -> Exception | None:
    notice = Notice.objects.current(NoticeKind.PRIVACY)
    person = User.objects.filter(phone=phone).first()
    if notice is None:
        return None if person else NoNoticeError()
    if agreed == notice or (person and _is_asked_later(person)):
        return None
    return NotAgreedError()


def _is_asked_later(person: User) -> bool:
    """Whether nothing has to be agreed to here: it was, or was taken back, of which the last step
    of the log-in speaks."""
    kind = NoticeKind.PRIVACY
    return consents.is_agreed(person, kind) or consents.has_withdrawn(person, kind)


def _entry(phone: str, agreed: Notice | None) -> Entry:
    is_new = not User.objects.filter(phone=phone).exists()
    person = User.objects.with_phone(phone)
    if agreed is not None:
        consents.agree(user=person, notice=agreed)
    return Entry(person, is_new)
