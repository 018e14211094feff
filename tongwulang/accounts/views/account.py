"""One's own account: overview, devices, and proving oneself by phone."""

from typing import cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from tongwulang.accounts import second_factor
from tongwulang.accounts.actions import phone_codes, sessions
from tongwulang.accounts.browsers import asker_of
from tongwulang.accounts.choices import CodePurpose
from tongwulang.accounts.devices import devices_of
from tongwulang.accounts.forms.phone_login import PhoneCodeForm
from tongwulang.accounts.models import Consent, User
from tongwulang.accounts.step_up import step_up
from tongwulang.accounts.views import code_sending


def _person(request: HttpRequest) -> User:
    """Who is logged in, which LoginRequired has seen to."""
    return cast(User, request.user)


@never_cache
@require_safe
def account_home(request: HttpRequest) -> HttpResponse:
    """The ways in, the devices, the consents, and the way out."""
    person = _person(request)
    context = {
        "person": person,
        "has_second_factor": second_factor.has_one(person),
        "device_count": len(devices_of(request)),
        "consent_count": Consent.objects.of(person).in_force().count(),
    }
    return render(request, "account/home.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def device_list(request: HttpRequest) -> HttpResponse:
    """Where one is logged in; POST ends one of them (`device`), or all (`all`)."""
    person = _person(request)
    if request.method == "POST":
        if "all" in request.POST:
            sessions.end_all(person=person)
            logout(request)
            messages.success(request, _("已在所有设备上退出登录。"))
            return redirect("account_login")
        mine = UserSession.objects.filter(user=person)
        device = get_object_or_404(mine, pk=_number(request.POST.get("device", "")))
        sessions.end_one(device=device)
        return redirect("account_devices")
    return render(request, "account/devices.html", {"devices": devices_of(request)})


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def reauthenticate_phone(request: HttpRequest) -> HttpResponseBase:
    """Prove oneself by a code sent to one's own phone, then go on where one was."""
    person = _person(request)
    if not person.phone or second_factor.has_one(person):
        raise Http404
    phone = str(person.phone)
    purpose = CodePurpose.STEP_UP
    is_asking = request.POST.get("step") == "send"
    data = {**request.POST.dict(), "phone": phone} if request.method == "POST" else None
    form = PhoneCodeForm(data, is_asking=is_asking)
    if data is not None and form.is_valid():
        if is_asking:
            if code_sending.send(request, form, phone=phone, purpose=purpose):
                return redirect(request.get_full_path())
        elif _took(request, phone, purpose, form.cleaned_data["code"]):
            record_authentication(request, person, "phone", reauthenticated=True)
            return resume_request(request) or redirect("account_home")
        else:
            form.add_error("code", code_sending.WRONG_CODE)
    context = {
        "form": form,
        "person": person,
        "sent": code_sending.last_sent(request, purpose),
        "next": get_next_redirect_url(request) or "",
    }
    return render(request, "account/reauthenticate_phone.html", context)


@transaction.atomic
def _took(request: HttpRequest, phone: str, purpose: CodePurpose, code: str) -> bool:
    """Whether the code was right; it is used up then."""
    row = phone_codes.is_right(
        phone=phone, purpose=purpose, asker=asker_of(request, phone), code=code
    )
    if row is not None:
        phone_codes.use(row)
        code_sending.forget(request, purpose)
    return row is not None


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def phone_change(request: HttpRequest) -> HttpResponse:
    """Name a phone to log in with, and prove it by a code; the old one serves no more."""
    person = _person(request)
    purpose = CodePurpose.CHANGE
    is_asking = request.POST.get("step") == "send"
    sent = code_sending.last_sent(request, purpose)
    form = PhoneCodeForm(
        request.POST or None, is_asking=is_asking, initial={"phone": sent.shown if sent else ""}
    )
    if request.method == "POST" and form.is_valid():
        phone = form.cleaned_data["phone"]
        if is_asking:
            if code_sending.send(request, form, phone=phone, purpose=purpose):
                return redirect("account_phone")
        elif not _took(request, phone, purpose, form.cleaned_data["code"]):
            form.add_error("code", code_sending.WRONG_CODE)
        elif User.objects.filter(phone=phone).exclude(pk=person.pk).exists():
            # Only whoever holds the phone comes here.
            form.add_error("phone", _("这个手机号已是另一个账号的登录手机号，可直接用它登录。"))
        else:
            person.phone = phone
            person.save(update_fields=["phone"])
            messages.success(request, _("登录手机号已更新。“我的资料”里填过的手机号不跟着变。"))
            return redirect("account_home")
    context = {"form": form, "person": person, "sent": sent}
    return render(request, "account/phone.html", context)
