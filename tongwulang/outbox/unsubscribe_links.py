"""Links by which whoever got an e-mail refuses further ones of its topic, without logging in."""

from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse

from tongwulang.outbox.choices import OBLIGATORY, Channel, Topic

SALT = "tongwulang.outbox.unsubscribe"


class Ask(NamedTuple):
    user_id: int
    topic: Topic
    channel: Channel


def link_of(ask: Ask) -> str:
    """The full address; empty for a topic that nobody can refuse."""
    if ask.topic in OBLIGATORY:
        return ""
    return settings.SITE_URL + reverse("unsubscribe", args=[token_of(ask)])


def token_of(ask: Ask) -> str:
    """The part of the address that only this site can make."""
    return signing.dumps(list(ask), salt=SALT)


def ask_of(token: str) -> Ask | None:
    """What a link asks for; None unless this site made it. A link holds for ever: old e-mail may
    be read late, and all that it can do is to stop e-mail."""
    try:
        user_id, topic, channel = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Ask(user_id, Topic(topic), Channel(channel))
