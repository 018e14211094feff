"""Admin of applications: opened by a POST that is recorded, then answered for the employer."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from jobs.actions import applicants, applications
from jobs.admin.worklist_filter import WorklistFilter
from jobs.choices import DeclineReason
from jobs.models import Application, Look, Resume
from jobs.resume_download import download_of
from tongwulang.accounts.scoped_admin import OrganizerAdmin, person
from tongwulang.accounts.scoped_filters import AutocompleteFilter


@admin.register(Application)
class ApplicationAdmin(OrganizerAdmin):
    """Applications are made by people; the employer's bureau opens and answers them for it."""

    list_before_template = "admin/jobs/exportrun/of_list.html"
    list_display = ["applicant", "posting", "employer", "status", "submitted_at", "answer_by"]
    list_filter = [
        WorklistFilter,
        ("status", ChoicesDropdownFilter),
        ("posting", AutocompleteFilter),
        ("posting__employer", AutocompleteFilter),
        "submitted_at",
    ]
    list_select_related = ["applicant", "posting__employer"]
    search_fields = ["posting__title", "posting__employer__name"]
    search_help_text = _("岗位名称或单位名称")
    head_template = "admin/jobs/application/answering.html"
    # A row's own address is the applicant's page.
    view_on_site = False

    @admin.display(description=_("用人单位"), ordering="posting__employer")
    def employer(self, application: Application) -> Any:
        return application.posting.employer

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The application; a POST opens the applicant's data, or answers."""
        application = self.get_object(request, object_id)
        if application is None or not self.has_view_permission(request, application):
            return super().change_view(request, object_id, form_url, extra_context)
        if request.method == "POST":
            return self._step(request, application)
        return super().change_view(
            request, object_id, form_url, self._context(request, application)
        )

    def _context(self, request: HttpRequest, application: Application) -> dict[str, Any]:
        """What the page shows above the fields: the data while a look at them lasts."""
        is_opened = Look.objects.lasting(application.applicant, person(request)).exists()
        receives = _receives(request, application)
        disclosures = application.disclosures.open_to_employer().with_parties()
        disclosure = disclosures.first() if receives else None
        given = disclosure.given() if disclosure and is_opened else []
        return {
            "application": application,
            "receives": receives,
            "is_opened": is_opened,
            "disclosure": disclosure,
            "given": given,
            "has_resume": any(one.name == "resume" for one in given),
            "steps": application.steps.select_related("by"),
            "answers": application.answers if receives else [],
            "reasons": DeclineReason.choices,
        }

    def _step(self, request: HttpRequest, application: Application) -> HttpResponse:
        steps: dict[str, Callable[[HttpRequest, Application], HttpResponse | None]] = {
            "open": self._open,
            "answer": self._answer,
            "resume": self._resume,
        }
        step = steps.get(request.POST.get("step", ""))
        if step is None:
            raise Http404
        if not _receives(request, application):
            raise PermissionDenied
        try:
            answer = step(request, application)
        except ValidationError as refusal:
            self.message_user(request, "；".join(refusal.messages), messages.ERROR)
        else:
            if answer is not None:
                return answer
        return redirect("admin:jobs_application_change", application.pk)

    def _open(self, request: HttpRequest, application: Application) -> None:
        """Record a look at the applicant's data; the application is viewed now."""
        by = person(request)
        applicants.look_at(applicant=application.applicant, by=by)
        applications.mark_viewed(application=application, by=by)

    def _resume(self, request: HttpRequest, application: Application) -> HttpResponse:
        """The résumé, if it was given; every download is a look of its own."""
        disclosure = application.disclosures.open_to_employer().with_parties().first()
        if disclosure is None or "resume" not in disclosure.shown:
            raise PermissionDenied
        resume = get_object_or_404(Resume, applicant=application.applicant)
        self._open(request, application)
        return download_of(resume)

    def _answer(self, request: HttpRequest, application: Application) -> None:
        """Write the employer's answer; raises ValidationError saying why it cannot be."""
        applications.advance_application(
            application=application,
            status=request.POST.get("status", ""),
            by=person(request),
            reason=request.POST.get("reason", ""),
        )
        self.message_user(request, _("已记录答复。"), messages.SUCCESS)


def _receives(request: HttpRequest, application: Application) -> bool:
    """Whether the person works for the bureau that answers for the employer: it may look at what
    was given to the employer and answer in its place, as the applicant was told (`seeds/notices`).
    The applicant's own bureau sees that there is an application."""
    return Application.objects.answerable_by(request.user).filter(pk=application.pk).exists()
