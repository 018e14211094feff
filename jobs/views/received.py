"""企业工作台: what an employer has received, opened by a POST that is recorded, and answered."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jobs.actions import applicants, applications
from jobs.choices import ApplicationStatus, DeclineReason
from jobs.forms.received import ReceivedForm
from jobs.models import Application, Employer, Look, Resume
from jobs.models.application import ApplicationQuerySet
from jobs.resume_download import download_of
from jobs.views.pages import numbers_of, page_of
from jobs.views.person import person

# What the buttons say: to do it, not that it is done.
ACTS = {
    ApplicationStatus.INTERVIEW: gettext_lazy("邀请面试"),
    ApplicationStatus.OFFERED: gettext_lazy("拟录用，发通知"),
    ApplicationStatus.HIRED: gettext_lazy("录用"),
    ApplicationStatus.DECLINED: gettext_lazy("不合适"),
}


@never_cache
@require_safe
def received_list(request: HttpRequest) -> HttpResponse:
    """The applications to the employers that one acts for; 403 for who acts for none."""
    by = person(request)
    employers = list(Employer.objects.of_member(by).with_organization())
    if not employers:
        return render(request, "jobs/received_none.html", status=403)
    received = Application.objects.received_by(by)
    form = ReceivedForm(request.GET, received=received, employers=employers)
    page = page_of(request, form.rows().with_posting())
    context = {
        "employers": employers,
        "waiting": [employer for employer in employers if not employer.is_verified],
        "form": form,
        "tabs": form.tabs(),
        "page": page,
        "numbers": numbers_of(page),
    }
    return render(request, "jobs/received_list.html", context)


@never_cache
@require_safe
def received_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what was given, while a look at it lasts, and the answers.

    404 says the same of one that was withdrawn, was never sent or is another's.
    """
    application = _all_received(request).filter(pk=pk).first()
    if application is None:
        return render(request, "jobs/received_gone.html", status=404)
    return _shown(request, application)


@never_cache
@require_POST
def received_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a look at what was given, and show it; the application is viewed now."""
    application = _received(request, pk)
    _open(request, application)
    return redirect(application.get_received_url())


@never_cache
@require_POST
def received_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """The résumé as an attachment, if it was given; every download is a look of its own."""
    application = _received(request, pk)
    disclosure = application.disclosures.open_to_employer().with_parties().first()
    if disclosure is None or "resume" not in disclosure.shown:
        raise Http404
    resume = Resume.objects.filter(applicant=application.applicant_id).first()
    if resume is None:
        messages.info(request, _("求职者已删除简历文件。"))
        return redirect(application.get_received_url())
    _open(request, application)
    return download_of(resume)


@never_cache
@require_POST
def received_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the employer's answer; 409, with the reason, where it cannot be."""
    application = _received(request, pk)
    try:
        applications.advance_application(
            application=application,
            status=request.POST.get("status", ""),
            by=person(request),
            reason=request.POST.get("reason", ""),
        )
    except ValidationError as refusal:
        return _shown(request, _received(request, pk), refusal.messages)
    messages.success(request, _("已答复，并已告诉求职者。"))
    return redirect(application.get_received_url())


def _all_received(request: HttpRequest) -> ApplicationQuerySet:
    received = Application.objects.received_by(request.user)
    return received.with_posting().select_related("applicant")


def _received(request: HttpRequest, pk: int) -> Application:
    return get_object_or_404(_all_received(request), pk=pk)


def _open(request: HttpRequest, application: Application) -> None:
    by, employer = person(request), application.posting.employer
    applicants.look_at(applicant=application.applicant, by=by, employer=employer)
    applications.mark_viewed(application=application, by=by)


def _shown(
    request: HttpRequest, application: Application, refusal: list[str] | None = None
) -> HttpResponse:
    posting = application.posting
    looks = Look.objects.lasting(application.applicant, person(request))
    disclosure = application.disclosures.open_to_employer().with_parties().first()
    is_opened = looks.acting_for(posting.employer.name).exists()
    given = disclosure.given() if disclosure and is_opened else []
    context: dict[str, Any] = {
        "application": application,
        "posting": posting,
        "disclosure": disclosure,
        "is_opened": is_opened,
        "given": given,
        "has_resume": any(one.name == "resume" for one in given),
        "steps": application.steps.all(),
        "acts": [(answer, ACTS[answer]) for answer in application.answers],
        "reasons": DeclineReason.choices,
        "refusal": refusal,
    }
    return render(request, "jobs/received_detail.html", context, status=409 if refusal else 200)
