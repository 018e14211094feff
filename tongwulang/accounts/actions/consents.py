"""Agreeing to a notice and taking it back, each as easily as the other (个人信息保护法 15)."""

from django.db import transaction
from django.utils import timezone

from tongwulang.accounts.actions import sessions
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Consent, Notice, User


class ConsentNeededError(Exception):
    """The notice in force has not been agreed to, or no longer is."""


def held(person: User) -> User | None:
    """The account as it is, kept from others until the transaction ends; None if it is gone.

    Not kept from new rows that name the person, such as a consent: who writes one may hold the
    applicant, and each would wait for the other.
    """
    return User.objects.select_for_update(no_key=True).filter(pk=person.pk).first()


@transaction.atomic
def agree(*, user: User, notice: Notice, about: str = "") -> Consent:
    """The person's consent in force, recorded now unless it was already."""
    consent, _is_new = Consent.objects.in_force().get_or_create(
        user=user, notice=notice, about=about
    )
    return consent


def is_agreed(person: User, kind: NoticeKind) -> bool:
    """Whether the person's consent to the version in force of this notice holds."""
    notice = Notice.objects.current(kind)
    return notice is not None and Consent.objects.in_force().to(notice).of(person).exists()


def rest_on(*, user: User, kind: NoticeKind, agreed: Notice | None) -> None:
    """Make sure of the consent, to the version in force, on which what a held account is about to
    keep rests; it is recorded if the person has just `agreed` to that version.

    Raises ConsentNeededError where there is none.
    """
    if agreed is not None and agreed == Notice.objects.current(kind):
        agree(user=user, notice=agreed)
    elif not is_agreed(user, kind):
        raise ConsentNeededError


def has_withdrawn(person: User, kind: NoticeKind) -> bool:
    """Whether the person once agreed to notices of this kind, and does no longer."""
    return Consent.objects.given_up(kind).of(person).exists()


@transaction.atomic
def agree_again(*, user: User, notice: Notice) -> bool:
    """The consent to having an account, of somebody who is about to come in; False, and nothing
    happens, where the account was closed meanwhile."""
    account = held(user)
    if account is None or not account.is_active:
        return False
    agree(user=account, notice=notice)
    return True


@transaction.atomic
def withdraw_all(*, consent: Consent, by: User) -> bool:
    """End one's own consent in each version of its notice; False, and nothing happens, if it had
    ended. Raises Consent.DoesNotExist for somebody else's."""
    if held(by) is None or not withdraw(consent=consent, by=by):
        return False
    for other in Consent.objects.in_force().of(by).of_kind(NoticeKind(consent.notice.kind)):
        withdraw(consent=other, by=by)
    return True


@transaction.atomic
def withdraw_privacy(*, consent: Consent, by: User) -> bool:
    """End one's own consent to keeping an account, and log out everywhere at once: the next log-in
    asks for it again (个人信息保护法 15). False if it had ended; raises as `withdraw_all`."""
    if not withdraw_all(consent=consent, by=by):
        return False
    sessions.end_all(person=by)
    return True


@transaction.atomic
def withdraw(*, consent: Consent, by: User) -> bool:
    """End one's own consent from now on; False, and nothing happens, if it had ended.

    Raises Consent.DoesNotExist for somebody else's.
    """
    own = Consent.objects.of(by).select_for_update(of=("self",)).get(pk=consent.pk)
    if own.withdrawn_at is not None:
        return False
    own.withdrawn_at = timezone.now()
    own.save(update_fields=["withdrawn_at"])
    return True
