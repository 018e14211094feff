"""我的简历文件: put in, taken home, taken out. Others get it through the application alone."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jobs.actions import resumes
from jobs.forms.resume import ResumeForm
from jobs.models import Resume
from jobs.resume_download import download_of
from jobs.views.noticed import asks_consent
from jobs.views.person import person
from tongwulang.accounts.models import Notice


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks_consent
def resume_detail(request: HttpRequest, *, notice: Notice | None) -> HttpResponse:
    """The file that is there, and a place to put another in."""
    is_sent = request.method == "POST"
    form = ResumeForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, notice=notice
    )
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            resumes.put_in(
                by=person(request), file_name=file.name, content=file.open().read(), agreed=notice
            )
        except ValidationError as refusal:
            form.add_error("file", refusal.messages)
        else:
            return redirect("resume_detail")
    resume = Resume.objects.defer("content").filter(applicant__user=person(request)).first()
    return render(request, "jobs/resume_detail.html", {"form": form, "resume": resume})


@never_cache
@require_POST
def resume_download(request: HttpRequest) -> HttpResponse:
    """One's own file, as an attachment; 404 where there is none."""
    return download_of(get_object_or_404(Resume, applicant__user=person(request)))


@never_cache
@require_POST
def resume_delete(request: HttpRequest) -> HttpResponse:
    """Take it out for good; again is the same."""
    resumes.take_out(by=person(request))
    return redirect("resume_detail")
