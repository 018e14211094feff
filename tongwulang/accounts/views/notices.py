"""The notices, every version at its own address."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tongwulang.accounts.models import Notice


@login_not_required
@require_safe
def notice_detail(request: HttpRequest, kind: str, version: int) -> HttpResponse:
    """A version that is or was in force; 404 for one whose day has not come."""
    notice = get_object_or_404(Notice.objects.in_force(), kind=kind, version=version)
    return render(request, "account/notice.html", {"notice": notice})
