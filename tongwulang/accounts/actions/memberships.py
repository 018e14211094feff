"""What follows when somebody joins or leaves a bureau."""

from django.db import transaction

from tongwulang.accounts.actions import sessions
from tongwulang.accounts.models import Membership, User


@transaction.atomic
def settle(*, person: User) -> None:
    """Bring a person's standing in line with the bureaus they work for: staff while there is one,
    and logged out everywhere whenever that ends."""
    if person.is_superuser:
        return
    is_staff = Membership.objects.current().filter(user=person).exists()
    if is_staff != person.is_staff:
        User.objects.filter(pk=person.pk).update(is_staff=is_staff)
    sessions.end_all(person=person)
