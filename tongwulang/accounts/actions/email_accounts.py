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
    EmailAddress.objects.update_or_create(
        user=person, email=person.email.lower(), defaults={"verified": True, "primary": True}
    )
