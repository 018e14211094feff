"""投递 in two taps: the page that says who gets exactly what, and the button on it."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jobs.actions import applicants, applications
from jobs.choices import ApplicationStatus
from jobs.forms.applying import ApplyForm
from jobs.models import Application, Posting
from jobs.models.application import answer_due_on
from jobs.views.person import person
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Notice


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def posting_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for consent to one application, and applies.

    Whoever has applied is sent to their application, whoever comes too late to the post's own
    page; 404 where the post was never public.
    """
    posts = Posting.objects.with_card().with_detail()
    posting = get_object_or_404(posts.published() | posts.ended(), pk=pk)
    if not posting.employer.is_verified:
        raise Http404
    present = Application.objects.of_person(request.user).filter(posting=posting).first()
    if present and present.status != ApplicationStatus.WITHDRAWN:
        return redirect(present)
    if applications.refusal_of(posting):
        return redirect(posting)
    return _asked(request, posting)


def _asked(request: HttpRequest, posting: Posting) -> HttpResponse:
    by, notice = person(request), Notice.objects.current(NoticeKind.APPLICATION)
    if notice is None:
        return render(request, "jobs/posting_apply_later.html", {"posting": posting}, status=503)
    typed = request.POST if request.method == "POST" else None
    form = ApplyForm(typed, instance=applicants.applicant_of(by), notice=notice)
    if request.method == "POST" and form.is_valid():
        try:
            application = applications.apply_oneself(
                by=by, values=form.typed, posting=posting, fields=form.agreed, notice=notice
            )
            return redirect(application)
        except ValidationError as refusal:
            # What is asked for may be another by now.
            form = ApplyForm(typed, instance=applicants.applicant_of(by), notice=notice)
            form.full_clean()
            form.add_error(None, refusal)
    context = {
        "posting": posting,
        "form": form,
        "notice": notice,
        "purpose": applications.purpose_of(posting),
        "answer_by": answer_due_on(),
    }
    return render(request, "jobs/posting_apply.html", context)
