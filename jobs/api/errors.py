"""The one body of every error under /api/: Chinese sentences with codes for machines.

400 is a value that is malformed, 422 one that is well-formed and means nothing here (an unknown
region, a cursor of another list).
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import orjson
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

PREFIX = "/api/"
JSON = "application/json"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; `attr` names the parameter, None for the whole request."""

    code: str
    detail: str
    attr: str | None = None


class RefusedError(Exception):
    """A request that cannot be answered."""

    def __init__(self, problems: Iterable[Problem], status: int = 400) -> None:
        super().__init__()
        self.problems = list(problems)
        self.status = status


def malformed(attr: str, detail: str, code: str = "invalid") -> RefusedError:
    return RefusedError([Problem(code, detail, attr)])


def meaningless(attr: str, detail: str, code: str) -> RefusedError:
    return RefusedError([Problem(code, detail, attr)], status=422)


def gone() -> RefusedError:
    return RefusedError([Problem("gone", _("已结束，不再公开。"))], status=410)


def body_of(status: int, problems: Iterable[Problem]) -> bytes:
    kind = "server_error" if status >= 500 else "client_error"
    return orjson.dumps({"type": kind, "errors": [asdict(problem) for problem in problems]})


def answer(status: int, code: str, detail: str) -> HttpResponse:
    """An error of the whole request."""
    return HttpResponse(body_of(status, [Problem(code, detail)]), JSON, status)


def bad_request() -> HttpResponse:
    return answer(400, "bad_request", _("请求的格式不对。"))


def forbidden() -> HttpResponse:
    return answer(403, "permission_denied", _("没有权限。"))


def unauthorized() -> HttpResponse:
    """401: the caller is no system that was let in."""
    refusal = answer(401, "invalid_token", _("需要有效的访问令牌：没有带、已过期或已停用。"))
    refusal["WWW-Authenticate"] = 'Bearer realm="tongwulang", error="invalid_token"'
    return refusal


def insufficient_scope(scope: str) -> HttpResponse:
    """403: let in, but not for this."""
    refusal = answer(
        403, "insufficient_scope", _("令牌没有这个范围：%(scope)s。") % {"scope": scope}
    )
    refusal["WWW-Authenticate"] = f'Bearer error="insufficient_scope", scope="{scope}"'
    return refusal


def not_found() -> HttpResponse:
    return answer(404, "not_found", _("没有这个地址或这条数据。"))


def server_error() -> HttpResponse:
    return answer(500, "server_error", _("服务器出错，请稍后再试。"))


def not_allowed(method: str | None) -> HttpResponse:
    """405: nothing here is written to."""
    refusal = answer(
        405,
        "method_not_allowed",
        _("这里只读：请用 GET，不能用 %(method)s。") % {"method": method},
    )
    refusal["Allow"] = "GET, HEAD, OPTIONS"
    return refusal


def only_post(method: str | None) -> HttpResponse:
    """405: nothing here is read."""
    refusal = answer(
        405,
        "method_not_allowed",
        _("这里请用 POST，不能用 %(method)s。") % {"method": method},
    )
    refusal["Allow"] = "POST"
    return refusal


def too_many(seconds: int) -> HttpResponse:
    """429: how long to wait is in the header too."""
    refusal = answer(
        429, "throttled", _("请求太频繁，请 %(seconds)s 秒后再试。") % {"seconds": seconds}
    )
    refusal["Retry-After"] = str(seconds)
    return refusal


def answer_to(error: RefusedError | Http404) -> HttpResponse:
    """What a caller gets for an error raised in a view."""
    if isinstance(error, RefusedError):
        return HttpResponse(body_of(error.status, error.problems), JSON, error.status)
    return not_found()
