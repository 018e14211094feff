"""Accounts that somebody else makes: the address counts as proved, for an official vouches."""

from allauth.account.models import EmailAddress
from django.db import transaction

from tongwulang.accounts.models import User


@transaction.atomic
def vouch_for_email(*, person: User) -> None:
    """Make the person's e-mail the one address that logs in; an earlier one serves no more."""
    addresses = EmailAddress.objects.filter(user=person)
    if not person.email:
        addresses.delete()
        return
    addresses.exclude(email=person.email.lower()).delete()
    proved = {"verified": True, "primary": True}
    address, _is_new = addresses.get_or_create(
        email=person.email.lower(), user=person, defaults=proved
    )
    if not (address.verified and address.primary):
        addresses.update(**proved)
