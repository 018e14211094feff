"""Encrypts the few secrets that have to be read again, such as the seed of a TOTP app or a link
that is still to be sent."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

# Not to be changed: what was sealed with it is opened with it.
SALT = b"tongwulang.accounts.secrets_at_rest"


def _box() -> MultiFernet:
    """By a key made of SECRET_KEY; those before it (SECRET_KEY_FALLBACKS) still open."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(SALT + key.encode()).digest()))
        for key in keys
    )


def seal(text: str) -> str:
    """The text as it may lie in the database."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again; raises cryptography.fernet.InvalidToken if no key of ours sealed it."""
    return _box().decrypt(sealed.encode()).decode()
