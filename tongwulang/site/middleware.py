"""Content-Security-Policy, wider only where the admin theme needs it; no NUL reaches a view."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The one policy of the settings; responses under /admin/ replace single directives."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/admin/"):
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_CONTENT_SECURITY_POLICY}
        return parts


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
