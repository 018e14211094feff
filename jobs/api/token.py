"""Where a bureau's system gets its access token (RFC 6749, section 4.4: client credentials alone).

Errors are those of the RFC, which programs know, with the API's own body beside them.
"""

import orjson
from allauth.idp.oidc.models import Client
from allauth.idp.oidc.views import token as issued
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from jobs.api import errors
from jobs.api.limits import caller_of
from tongwulang.accounts.models import AttemptTally
from tongwulang.accounts.rates import Rate

# A token serves an hour, so that dozens of systems behind one address ask seldom enough.
RATES = (Rate(30, 60), Rate(300, 3600))
SAID = {
    "invalid_client": _("客户端编号 或密钥不对，或已停用。"),
    "invalid_scope": _("没有这个范围，或没有批给这个系统。"),
    "unsupported_grant_type": _("grant_type 只能是 client_credentials。"),
}


@csrf_exempt
@login_not_required
@never_cache
def token(request: HttpRequest) -> HttpResponse:
    """An access token for client id and secret; tries are limited by address, right or wrong."""
    if request.method != "POST":
        return errors.only_post(request.method)
    if wait := AttemptTally.objects.take(kind="token", key=caller_of(request), rates=RATES):
        return errors.too_many(wait)
    if request.POST.get("grant_type") != Client.GrantType.CLIENT_CREDENTIALS:
        return _refusal("unsupported_grant_type", 400)
    answer: HttpResponse = issued(request)
    if answer.status_code == 200:
        return answer
    return _refusal(
        orjson.loads(answer.content).get("error", "invalid_request"), answer.status_code
    )


def _refusal(code: str, status: int) -> HttpResponse:
    said = SAID.get(code, _("请求的格式不对。"))
    body = orjson.loads(errors.body_of(status, [errors.Problem(code, str(said))]))
    refusal = HttpResponse(
        orjson.dumps({"error": code, "error_description": str(said), **body}), errors.JSON, status
    )
    if status == 401:
        refusal["WWW-Authenticate"] = 'Basic realm="tongwulang"'
    return refusal
