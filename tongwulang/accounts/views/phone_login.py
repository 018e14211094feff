"""Sign-up and log-in by phone: one screen."""

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tongwulang.accounts.actions import phone_login as doors
from tongwulang.accounts.browsers import asker_of
from tongwulang.accounts.choices import CodePurpose
from tongwulang.accounts.forms.phone_login import PhoneLoginForm
from tongwulang.accounts.views import code_sending


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def phone_login(request: HttpRequest) -> HttpResponse:
    """Phone, code, and for newcomers the notice; the code is asked for on the same screen."""
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    if request.method != "POST":
        sent = code_sending.last_sent(request, CodePurpose.LOGIN)
        return _page(request, PhoneLoginForm(initial={"phone": sent.shown if sent else ""}))
    is_asking = request.POST.get("step") == "send"
    form = PhoneLoginForm(request.POST, is_asking=is_asking)
    if not form.is_valid():
        return _page(request, form)
    if is_asking:
        is_sent = code_sending.send(
            request, form, phone=form.cleaned_data["phone"], purpose=CodePurpose.LOGIN
        )
        return redirect(request.get_full_path()) if is_sent else _page(request, form)
    return _enter(request, form)


def _enter(request: HttpRequest, form: PhoneLoginForm) -> HttpResponse:
    phone = form.cleaned_data["phone"]
    try:
        entry = doors.enter(
            phone=phone,
            code=form.cleaned_data["code"],
            agreed=form.agreed,
            asker=asker_of(request, phone),
        )
    except doors.WrongCodeError:
        form.add_error("code", code_sending.WRONG_CODE)
    except doors.NotAgreedError:
        form.add_error("agreed", _("首次使用或告知有更新：请阅读并同意隐私告知，再登录。"))
    except doors.NoNoticeError:
        form.add_error(None, _("本站尚未发布隐私告知，暂时不能注册。"))
    else:
        code_sending.forget(request, CodePurpose.LOGIN)
        record_authentication(request, entry.person, "phone")
        login = Login(
            user=entry.person,
            email_verification=EmailVerificationMethod.NONE,
            redirect_url=get_next_redirect_url(request),
        )
        return perform_login(request, login)
    return _page(request, form)


def _page(request: HttpRequest, form: PhoneLoginForm) -> HttpResponse:
    context = {
        "form": form,
        "sent": code_sending.last_sent(request, CodePurpose.LOGIN),
        "notice": form.notice,
        "next": get_next_redirect_url(request) or "",
    }
    return render(request, "account/login.html", context)
