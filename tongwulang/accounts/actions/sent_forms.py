"""Doing what a form asks for one time, however often it is sent: a double tap, a lost answer."""

from collections.abc import Callable

from django.db import transaction

from tongwulang.accounts.models import SentForm, User


@transaction.atomic
def once(*, by: User, key: str, act: Callable[[], str]) -> str:
    """What `act` answered when this person sent this form first; it is called only then.

    `key` names the form as it was shown and filled in, empty for one that has none, which is acted
    on each time. An empty answer says that nothing was made: the form may be sent again. What
    `act` raises undoes all. Of two at the same moment the second waits for the first.
    """
    if not key:
        return act()
    SentForm.objects.bulk_create([SentForm(by=by, key=key)], ignore_conflicts=True)
    form = held(by, key)
    if not form.answer:
        form.answer = act()
        form.save(update_fields=["answer"])
    return form.answer


def held(by: User, key: str) -> SentForm:
    """The row, held until the transaction ends."""
    return SentForm.objects.select_for_update().get(by=by, key=key)


def forget_stale() -> int:
    """Drop what nobody sends again any more; returns how many."""
    return SentForm.objects.stale().delete()[0]
