"""Handing an account over to its owner's new phone: one approver asks, another decides."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.actions import sessions
from tongwulang.accounts.models import Organization, PhoneHandover, User
from tongwulang.outbox.actions import messages


@transaction.atomic
def request(*, person: User, new_phone: str, reason: str, by: User) -> PhoneHandover:
    """Ask for a handover, and tell the owner on every way that still reaches them.

    Raises PermissionDenied for somebody who may not, ValidationError for a phone that is another
    account's, an account for which one waits already and one that nobody can log in to.
    """
    check_may_handle(person, by)
    _owner(person.pk)
    check_free(new_phone, person)
    waiting = PhoneHandover.objects.select_for_update().filter(user=person, decided_at=None)
    for lapsed in waiting:
        if lapsed.is_waiting:
            raise ValidationError(_("这个账号已有一份待复核的申请。"))
        _decide(lapsed, by=lapsed.requested_by, is_approved=False)
    handover = PhoneHandover(
        user=person, new_phone=new_phone or None, reason=reason, requested_by=by
    )
    handover.full_clean()
    handover.save()
    messages.write(
        to=person,
        kind="phone_handover_requested",
        values={"day": f"{timezone.localdate():%Y-%m-%d}"},
        once=f"phone_handover:{handover.pk}:requested",
    )
    return handover


@transaction.atomic
def approve(*, handover: PhoneHandover, by: User) -> None:
    """Carry it out: the new phone logs in, second factors are gone, sessions are ended.

    Raises PermissionDenied, or ValidationError for one that is decided, has lapsed, was asked for
    by the same person, whose phone has meanwhile become another account's, or whose account was
    closed.
    """
    person = _owner(handover.user_id)
    held = _held(handover)
    if held.requested_by_id == by.pk:
        raise ValidationError(_("复核人不能是申请人。"))
    check_may_handle(held.user, by)
    check_free(str(held.new_phone or ""), held.user)
    if held.new_phone:
        person.phone = held.new_phone
        person.save(update_fields=["phone"])
    Authenticator.objects.filter(user=person).delete()
    _decide(held, by=by, is_approved=True)
    sessions.end_all(person=person)
    messages.write(
        to=person,
        kind="phone_handover_done",
        values={"day": f"{timezone.localdate():%Y-%m-%d}"},
        once=f"phone_handover:{held.pk}:done",
    )


@transaction.atomic
def refuse(*, handover: PhoneHandover, by: User) -> None:
    """Let it come to nothing: any of the approvers who may handle it, the first one too."""
    held = _held(handover)
    check_may_handle(held.user, by)
    _decide(held, by=by, is_approved=False)


def check_may_handle(person: User, by: User) -> None:
    """Raise PermissionDenied unless `by` may hand this account over.

    Approvers do so for seekers; for staff those who approve at one of their bureaus; for a
    platform admin another platform admin. Nobody for themselves.
    """
    if person.pk == by.pk or not by.is_active:
        raise PermissionDenied
    if by.is_superuser:
        return
    bureaus = Organization.objects.of_approver(by)
    if person.is_superuser or not bureaus.exists():
        raise PermissionDenied
    if (
        person.is_staff
        and not bureaus.filter(memberships__user=person, memberships__left_on=None).exists()
    ):
        raise PermissionDenied


def check_free(phone: str, person: User) -> None:
    """Raise ValidationError if somebody else logs in with this phone."""
    if phone and User.objects.filter(phone=phone).exclude(pk=person.pk).exists():
        raise ValidationError(_("新手机号已是另一个账号的登录手机号。"))


def _owner(pk: int) -> User:
    """The account, locked before anything of it; raises ValidationError for one that is closed."""
    owner = User.objects.select_for_update().filter(pk=pk, is_active=True).first()
    if owner is None:
        raise ValidationError(_("这个账号已停用或注销，不能换绑。"))
    return owner


def _held(handover: PhoneHandover) -> PhoneHandover:
    """The row, locked; raises ValidationError if there is nothing left to decide."""
    held = PhoneHandover.objects.select_for_update().filter(pk=handover.pk).first()
    if held is None or not held.is_waiting:
        raise ValidationError(_("这份申请已办结或超过三天，请重新申请。"))
    return held


def _decide(handover: PhoneHandover, *, by: User, is_approved: bool) -> None:
    handover.decided_by, handover.decided_at = by, timezone.now()
    handover.is_approved = is_approved
    handover.save(update_fields=["decided_by", "decided_at", "is_approved"])
