"""Pages on which something is kept because of a consent: they ask for it, once a version."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jobs.views.person import person
from tongwulang.accounts.actions.consents import ConsentNeededError
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Consent, Notice

View = Callable[..., HttpResponse]


def asks_consent(view: View) -> View:
    """Give the view `notice`: what is still to be agreed to, None where the person has agreed.

    Asked again where that is another by the time the view keeps something. 503 before there is a
    notice: nothing may be collected then (个人信息保护法 17).
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return ask(request, *args, **kwargs)
        except ConsentNeededError:
            return ask(request, *args, **kwargs)

    def ask(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        by, notice = person(request), Notice.objects.current(NoticeKind.PROFILE)
        if notice is None:
            return render(request, "jobs/profile_later.html", status=503)
        has_agreed = Consent.objects.in_force().to(notice).of(by).exists()
        return view(request, *args, notice=None if has_agreed else notice, **kwargs)

    return answer
