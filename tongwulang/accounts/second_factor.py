"""Organizers and platform admins prove a second factor in every session: TOTP or a passkey.

There is no setting for it. Whoever has none yet can do nothing but set one up.
"""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from tongwulang.accounts.models import User

# A recovery code stands in for one of these, and cannot be had without one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_proved(request: HttpRequest, person: User) -> bool:
    """Whether this session has seen a second factor of the person's."""
    records = get_authentication_records(request, person)
    return any(record.get("method") == "mfa" for record in records)


def has_one(person: User) -> bool:
    """Whether the person has set one up."""
    return Authenticator.objects.filter(user=person, type__in=FACTORS).exists()


def is_last(authenticator: Authenticator) -> bool:
    """Whether the person would be without a second factor if this one were removed."""
    if authenticator.type not in FACTORS:
        return False
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=FACTORS)
    return not others.exclude(pk=authenticator.pk).exists()


def remember_set_up(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Receiver of allauth's `authenticator_added`: setting a factor up has just proved it."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", type=authenticator.type, id=authenticator.pk)
