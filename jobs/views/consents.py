"""同意记录, and taking a consent back. Here and not with the account: applications rest on it."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jobs.actions import applications, erasure
from jobs.models import Application
from jobs.views.pages import numbers_of, page_of
from jobs.views.person import person
from tongwulang.accounts.actions import consents
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Consent, User


@never_cache
@require_safe
def consent_list(request: HttpRequest) -> HttpResponse:
    """What one agreed to and what for, newest first, and when it was taken back."""
    own = Consent.objects.of(person(request))
    page = page_of(
        request, own.select_related("notice", "disclosure__application__posting__employer")
    )
    return render(request, "account/consents.html", {"page": page, "numbers": numbers_of(page)})


@require_POST
def consent_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own consent, with all that rests on it, at once; again is the same."""
    by = person(request)
    consent = get_object_or_404(Consent.objects.of(by), pk=pk)
    if consent.notice.kind == NoticeKind.PROFILE:
        if erasure.withdraw_profile(consent=consent, by=by):
            messages.success(request, _withdrawn(by))
        else:
            messages.info(request, _("这项同意早已撤回，没有再删除什么。"))
    elif consent.notice.kind == NoticeKind.PRIVACY:
        if consents.withdraw_privacy(consent=consent, by=by):
            logout(request)
            messages.success(request, _("已撤回同意，并在所有设备上退出登录。再登录时要重新同意。"))
            return redirect("account_login")
        messages.info(request, _("这项同意早已撤回。"))
    else:
        applications.withdraw_consent(consent=consent, by=by)
        messages.success(request, _("已撤回同意，立即生效。"))
    return redirect("account_consents")


def _withdrawn(by: User) -> str:
    said = _("已撤回同意，资料、简历文件和身份认定已删除。")
    if Application.objects.of_person(by).exists():
        said += _("投递过的，姓名和手机号还留在投递记录里。")
    return said
