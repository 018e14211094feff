"""我的投递: what I applied for, what became of it, and taking it back."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jobs.actions import applications
from jobs.models import Application
from jobs.views.pages import numbers_of, page_of
from jobs.views.person import person


@never_cache
@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    """One's own applications, newest first."""
    page = page_of(request, Application.objects.of_person(request.user).with_posting())
    return render(
        request, "jobs/application_list.html", {"page": page, "numbers": numbers_of(page)}
    )


@never_cache
@require_safe
def application_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One of one's own, with every step and everything that was given to whom."""
    return render(request, "jobs/application_detail.html", _context(_own(request, pk)))


@never_cache
@require_POST
def application_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, and show it; doing it twice is the same."""
    application = _own(request, pk)
    try:
        applications.withdraw_application(application=application, by=person(request))
    except ValidationError as refusal:
        context = {**_context(_own(request, pk)), "refusal": refusal.messages}
        return render(request, "jobs/application_detail.html", context, status=409)
    return redirect(application)


def _own(request: HttpRequest, pk: int) -> Application:
    return get_object_or_404(Application.objects.of_person(request.user).with_posting(), pk=pk)


def _context(application: Application) -> dict[str, object]:
    looked_into = application.disclosures.open_to_employer().first()
    return {
        "application": application,
        "posting": application.posting,
        "steps": application.steps.all(),
        "disclosures": application.disclosures.with_parties(),
        # Whoever was hired is looked into until they take back the consent.
        "consent": looked_into.consent_id if looked_into else None,
    }
