"""Who needs a second factor gets nothing behind the log-in before it is proved, nor when idle."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.reauthentication import suspend_request
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
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


# Whoever reaches other people's data is logged out after so long without a request (等保 2.0).
IDLE_SECONDS = 30 * 60
# The last request is noted to the minute: not every look at a page is a write.
NOTED_EVERY = 60
LAST_SEEN = "last_seen"


class DeskGuard(ABC):
    """Stands behind LoginRequired, before every view that is not public, for those who need a
    second factor: public views are as open to organizers as to everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        person = request.user
        if not getattr(view, "login_required", True) or not isinstance(person, User):
            return None
        return self.refusal(request, person) if person.needs_second_factor else None

    @abstractmethod
    def refusal(self, request: HttpRequest, person: User) -> HttpResponseBase | None:
        """What the person gets instead of the view; None lets them pass."""


class IdleLogout(DeskGuard):
    """A desk that was left is closed: organizers and platform admins come in anew.

    Seekers stay logged in on their own phones (adapters.py); their devices are listed and can be
    logged out from anywhere.
    """

    def refusal(self, request: HttpRequest, person: User) -> HttpResponseBase | None:
        now = time.time()
        idle = now - request.session.get(LAST_SEEN, now)
        if idle > IDLE_SECONDS:
            logout(request)
            messages.info(request, _("超过 30 分钟没有操作，已退出登录，请重新登录。"))
            return redirect_to_login(request.get_full_path())
        if LAST_SEEN not in request.session or idle > NOTED_EVERY:
            request.session[LAST_SEEN] = now
        return None


class SecondFactorRequired(DeskGuard):
    """Nothing of the desk before the second factor is set up and proved in this session."""

    def refusal(self, request: HttpRequest, person: User) -> HttpResponseBase | None:
        match = request.resolver_match
        if second_factor.is_proved(request, person) or (match and match.view_name in OPEN):
            return None
        if second_factor.has_one(person):
            return suspend_request(request, reverse("mfa_reauthenticate"))
        messages.warning(request, _("工作人员账号必须先设置第二重验证，之后才能使用后台。"))
        return redirect("mfa_index")
