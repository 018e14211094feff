"""Closing an account for good; the row stays for as long as consents have to prove something."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import ProtectedError

from tongwulang.accounts.actions import sessions
from tongwulang.accounts.models import PhoneHandover, User
from tongwulang.outbox.models import Refusal

# example.invalid of RFC 2606: nothing can be sent there. A row has an e-mail or a phone.
NOWHERE = "closed-{pk}@example.invalid"


@transaction.atomic
def close_account(*, person: User) -> None:
    """Nobody can come in any more, and nothing of who it was is left; phone and e-mail are free."""
    held = User.objects.select_for_update().get(pk=person.pk)
    held.name, held.phone, held.email = "", None, NOWHERE.format(pk=held.pk)
    held.is_active = False
    held.set_unusable_password()
    held.save()
    EmailAddress.objects.filter(user=held).delete()
    Authenticator.objects.filter(user=held).delete()
    PhoneHandover.objects.filter(user=held).delete()
    Refusal.objects.of(held).delete()
    sessions.end_all(person=held)


@transaction.atomic
def delete_account(*, person: User) -> None:
    """Delete the account with its consents; close it where records of what the person did for
    others name it, as reviews and looks of former staff do."""
    try:
        with transaction.atomic():
            User.objects.get(pk=person.pk).delete()
    except ProtectedError:
        close_account(person=person)
