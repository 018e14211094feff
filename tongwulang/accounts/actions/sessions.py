"""Ending what is open: one session, or all of a person's."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tongwulang.accounts.models import User


@transaction.atomic
def end_all(*, person: User) -> None:
    """Log the person out everywhere. The epoch ends also a session that no row knows of."""
    User.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
    known = UserSession.objects.filter(user=person)
    Session.objects.filter(session_key__in=known.values("session_key")).delete()
    known.delete()


def forget_ended() -> int:
    """Drop sessions that have run out, and the devices whose session is gone; returns how many."""
    count, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    open_ones = Session.objects.values("session_key")
    return count + UserSession.objects.exclude(session_key__in=open_ones).delete()[0]


@transaction.atomic
def end_one(*, device: UserSession) -> None:
    """Log one device out."""
    Session.objects.filter(session_key=device.session_key).delete()
    device.delete()
