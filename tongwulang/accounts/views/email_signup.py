"""Signing up by e-mail, by one tap or two."""

from typing import Any

from allauth.account.views import SignupView as TheirSignupView
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from tongwulang.accounts.browsers import digest
from tongwulang.accounts.models import AttemptTally


class SignupView(TheirSignupView):
    """allauth's looks whether the address is known and then writes it: here one request for an
    address waits for the other, so that the second finds it known."""

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = digest("signup", request.POST.get("email", "").strip().lower())
        AttemptTally.objects.take(kind="signup", key=key, rates=())
        answer: HttpResponseBase = super().post(request, *args, **kwargs)
        return answer


email_signup = SignupView.as_view()
