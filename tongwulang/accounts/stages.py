"""The steps of a log-in that differ from allauth's."""

from typing import Any

from allauth.account.stages import EmailVerificationStage, LoginStage
from django.shortcuts import redirect

from tongwulang.accounts.actions import consents
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Notice


class EmailProof(EmailVerificationStage):
    """An e-mail address must be proved by whoever comes in with it, not by phone or passkey."""

    def handle(self) -> tuple[Any, bool]:
        if not self.login.email and not self.login.signup:
            return None, True
        handled: tuple[Any, bool] = super().handle()
        return handled


class Agreement(LoginStage):
    """Whoever took back their consent to having an account agrees again before they are in, by
    whatever door (个人信息保护法 15)."""

    key = "agreement"
    urlname = "account_agree"

    def handle(self) -> tuple[Any, bool]:
        person, notice = self.login.user, Notice.objects.current(NoticeKind.PRIVACY)
        if person and notice and consents.has_withdrawn(person, NoticeKind.PRIVACY):
            return redirect(self.urlname), True
        return None, True
