"""Who does not want which messages by which channel."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction

from tongwulang.outbox.choices import OBLIGATORY, Channel, Topic
from tongwulang.outbox.models import Refusal

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

Pair = tuple[Topic, Channel]


def refuse(*, user_id: int, topic: Topic, channel: Channel) -> None:
    """Send this person nothing of this topic by this channel any more; again changes nothing, and
    so it does for somebody who is gone: old e-mail outlives accounts.

    Raises ValueError for a topic that nobody can refuse.
    """
    if topic in OBLIGATORY:
        raise ValueError(topic)
    if get_user_model().objects.filter(pk=user_id).exists():
        Refusal.objects.get_or_create(user_id=user_id, topic=topic, channel=channel)


@transaction.atomic
def choose(*, by: "AbstractBaseUser", wanted: Collection[Pair], offered: Collection[Pair]) -> None:
    """Of the pairs of a topic and a channel that were offered, make these the wanted ones."""
    for topic, channel in offered:
        if topic in OBLIGATORY or (topic, channel) in wanted:
            Refusal.objects.of(by).filter(topic=topic, channel=channel).delete()
        else:
            refuse(user_id=by.pk, topic=topic, channel=channel)
