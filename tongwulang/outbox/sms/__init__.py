"""SMS, sent at once through the provider that the settings name.

`send` is for what cannot wait: codes. Everything else is a message that the worker sends.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Protocol

from django.conf import settings
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string

from tongwulang.outbox.sms.outcomes import (
    LimitedError,
    Receipt,
    RefusedError,
    SmsError,
    UnavailableError,
    UncertainError,
)
from tongwulang.outbox.wording import wording_of

__all__ = [
    "LimitedError",
    "Receipt",
    "RefusedError",
    "SmsError",
    "UnavailableError",
    "UncertainError",
    "check_configured",
    "send",
    "was_taken",
]


class Provider(Protocol):
    """What a class named by SMS_PROVIDER does; it is made anew for every SMS."""

    def check_configured(self) -> None:
        """Raise ImproperlyConfigured unless everything that sending needs is set."""

    def send(
        self, *, phone: str, template: str, values: Mapping[str, str], once: str
    ) -> Receipt: ...

    def was_taken(self, *, phone: str, once: str, at: dt.datetime | None) -> bool | None: ...


def provider() -> Provider:
    """The provider of the settings."""
    made: Provider = import_string(settings.SMS_PROVIDER)()
    return made


def check_configured() -> None:
    """Raise ImproperlyConfigured if the chosen provider lacks a setting."""
    provider().check_configured()


def send(*, phone: object, template: str, values: Mapping[str, object], once: str = "") -> Receipt:
    """Hand one SMS to the provider and wait for its answer, for seconds at most.

    `phone`: a Chinese mobile in E.164 (`+8613812345678`) or a PhoneNumber. `template`: a kind in
    `templates/messages/` that has a text for SMS, with exactly its fields in `values`. `once`: a
    key by which the provider's records can be asked for this SMS later; made up if empty.

    Raises an SmsError: RefusedError (this SMS will never be sent), LimitedError (the provider has
    had too many, for this phone or at all), UnavailableError (not handed over, try later),
    UncertainError (may have been sent, nobody knows). WordingError for a wrong template or values.
    Must not be called inside a transaction: the answer may take seconds.
    """
    wording = wording_of(template)
    wording.filled(wording.sms, values)
    key = once or get_random_string(32)
    return provider().send(
        phone=str(phone), template=template, values=wording.sms_values(values), once=key
    )


def was_taken(*, phone: object, once: str, at: dt.datetime | None) -> bool | None:
    """Whether the provider's records hold the SMS with this key, handed over at about this time.

    None if it keeps none, or not for so long. They are some minutes late. Raises an SmsError if
    they cannot be read.
    """
    return provider().was_taken(phone=str(phone), once=once, at=at)
