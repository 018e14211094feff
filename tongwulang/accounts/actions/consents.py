"""Agreeing to a notice and taking it back, each as easily as the other (个人信息保护法 15)."""

from django.db import transaction
from django.utils import timezone

from tongwulang.accounts.models import Consent, Notice, User


@transaction.atomic
def agree(*, user: User, notice: Notice, about: str = "") -> Consent:
    """The person's consent in force, recorded now unless it was already."""
    consent, _is_new = Consent.objects.in_force().get_or_create(
        user=user, notice=notice, about=about
    )
    return consent


@transaction.atomic
def withdraw(*, consent: Consent, by: User) -> None:
    """End one's own consent from now on; nothing happens to one that has ended.

    Raises Consent.DoesNotExist for somebody else's.
    """
    held = Consent.objects.of(by).select_for_update(of=("self",)).get(pk=consent.pk)
    if held.withdrawn_at is None:
        held.withdrawn_at = timezone.now()
        held.save(update_fields=["withdrawn_at"])
