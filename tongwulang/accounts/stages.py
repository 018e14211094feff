"""The steps of a log-in that differ from allauth's."""

from typing import Any

from allauth.account.stages import EmailVerificationStage


class EmailProof(EmailVerificationStage):
    """An e-mail address must be proved by whoever comes in with it, not by phone or passkey."""

    def handle(self) -> tuple[Any, bool]:
        if not self.login.email and not self.login.signup:
            return None, True
        handled: tuple[Any, bool] = super().handle()
        return handled
