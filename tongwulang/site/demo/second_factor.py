"""The second factor of demo log-ins: one TOTP secret an installation, made of its SECRET_KEY."""

import base64
import hashlib
import hmac
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings

from tongwulang.accounts import second_factor
from tongwulang.accounts.models import User

PERIOD = 30  # seconds


def demo_secret() -> str:
    """The secret, as an authenticator app takes it."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"demo totp", hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode()


def code_now() -> str:
    """The six digits of this half minute."""
    return str(format_hotp_value(hotp_value(demo_secret(), int(time.time()) // PERIOD)))


def ensure_second_factor(person: User) -> None:
    """Give the person the demo's TOTP unless there is a second factor already."""
    if not second_factor.has_one(person):
        Authenticator.objects.filter(user=person).delete()
        TOTP.activate(person, demo_secret())
