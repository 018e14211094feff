"""Content-Security-Policy, wider only where a theme of others needs it; no NUL reaches a view."""

from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

SIGNED_IN = "signed_in"


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The one policy of the settings; the admin and the API's documentation replace directives."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/admin/"):
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_CONTENT_SECURITY_POLICY}
        if not report_only and request.path_info == "/api/v1/docs/":
            parts.replace = {**(parts.replace or {}), **settings.API_DOCS_CONTENT_SECURITY_POLICY}
        return parts


class LoginRequired(LoginRequiredMiddleware):
    """As Django's, which looks at the session first, even for a public view: an answer of the API
    that is the same for everybody (`reads_no_cookie`) would vary by cookie."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if getattr(view_func, "reads_no_cookie", False):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class SignedInHint:
    """Tells scripts in a cookie that somebody has logged in, and nothing else.

    Public pages do not count messages; their script asks for the number of unread ones only with
    this hint, so that a visitor costs nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # An answer that did not look at the session must not begin to depend on it.
        if not request.session.accessed:
            return response
        is_hinted = SIGNED_IN in request.COOKIES
        if request.user.is_authenticated and not is_hinted:
            response.set_cookie(
                SIGNED_IN,
                "1",
                max_age=request.session.get_expiry_age(),
                secure=request.is_secure(),
                samesite="Lax",
            )
        elif is_hinted and not request.user.is_authenticated:
            response.delete_cookie(SIGNED_IN, samesite="Lax")
        return response


class NulRefusal:
    """Answers 400 to a NUL in address, query or cookies: PostgreSQL would answer with an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if any("\0" in text for text in _texts_of(request)):
            raise BadRequest
        return self.get_response(request)


def _texts_of(request: HttpRequest) -> list[str]:
    asked = [text for name, texts in request.GET.lists() for text in (name, *texts)]
    return [request.path_info, *asked, *request.COOKIES.values()]
