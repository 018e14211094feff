"""Who needs a second factor gets nothing behind the log-in before it is proved."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.reauthentication import suspend_request
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongwulang.accounts import second_factor
from tongwulang.accounts.models import User

# What such a person may open: setting a factor up, proving oneself, leaving.
OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_reauthenticate_phone",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


class SecondFactorRequired:
    """Stands behind LoginRequired: public views are as open to organizers as to everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view, "login_required", True):
            return None
        person = request.user
        if not isinstance(person, User) or not person.needs_second_factor:
            return None
        match = request.resolver_match
        if second_factor.is_proved(request, person) or (match and match.view_name in OPEN):
            return None
        if second_factor.has_one(person):
            return suspend_request(request, reverse("mfa_reauthenticate"))
        messages.warning(request, _("工作人员账号必须先设置第二重验证，之后才能使用后台。"))
        return redirect("mfa_index")
