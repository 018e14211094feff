"""What may become of an SMS."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Receipt:
    """The provider has taken the SMS. `provider_id`: its number for it."""

    provider_id: str


class SmsError(Exception):
    """The provider has not said that it took the SMS. `code`: why, in the provider's words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RefusedError(SmsError):
    """It will never take this one: the number does not exist, the text was not approved."""


class LimitedError(SmsError):
    """It has had too many, for this phone or at all."""


class UnavailableError(SmsError):
    """It was not handed over, and may be in a while."""


class UncertainError(SmsError):
    """It may have been handed over: the answer never came, or made no sense."""
