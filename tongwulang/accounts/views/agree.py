"""A step of a log-in: agreeing again to what was taken back."""

from allauth.account.stages import LoginStageController
from allauth.account.utils import get_login_redirect_url
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tongwulang.accounts.actions import consents
from tongwulang.accounts.forms.agreement import AgreeForm
from tongwulang.accounts.stages import Agreement


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest) -> HttpResponse:
    """The notice with its box; ticked, the log-in goes on. Nobody else has anything to do here."""
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    stage = LoginStageController.enter(request, Agreement.key)
    if stage is None:
        return redirect("account_login")
    form = AgreeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and form.notice:
        is_open = consents.agree_again(user=stage.login.user, notice=form.notice)
        answer: HttpResponse = stage.exit() if is_open else stage.abort()
        return answer
    return render(request, "account/agree.html", {"form": form, "notice": form.notice})
