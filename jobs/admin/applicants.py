"""Admin of applicants and claims: phones masked until opened, claims for those who verify."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from jobs.actions import applicants, claims
from jobs.admin.each_row import run_on_each
from jobs.models import Applicant, AudienceClaim, Look
from tongwulang.accounts.models import Organization
from tongwulang.accounts.scoped_admin import OrganizerAdmin, is_organizer, person


@admin.register(Applicant)
class ApplicantAdmin(OrganizerAdmin):
    list_display = ["name", "masked", "education", "region", "organization", "is_demo"]
    list_filter = ["education", "organization", "is_demo"]
    list_select_related = ["education", "region", "organization"]
    search_fields = ["name"]
    autocomplete_fields = [
        "education",
        "major",
        "region",
        "wanted_occupations",
        "wanted_regions",
        "organization",
    ]
    readonly_fields = ["masked", "is_demo", "created_at"]
    change_form_outer_before_template = "admin/jobs/applicant/opening.html"

    @admin.display(description=_("手机号"))
    def masked(self, applicant: Applicant) -> str:
        return applicant.masked_phone or "—"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The person with the phone masked; a POST of the one button above records a look, for
        whose length the phone is shown there."""
        applicant = self.get_object(request, object_id)
        if applicant is None or not self.has_view_permission(request, applicant):
            return super().change_view(request, object_id, form_url, extra_context)
        by = person(request)
        if request.method == "POST" and "open" in request.POST:
            applicants.look_at(applicant=applicant, by=by)
            return redirect("admin:jobs_applicant_change", applicant.pk)
        is_opened = Look.objects.lasting(applicant, by).exists()
        more = {"applicant": applicant, "is_opened": is_opened}
        return super().change_view(request, object_id, form_url, more)

    def get_exclude(self, request: HttpRequest, obj: Applicant | None = None) -> list[str]:
        """A phone is typed once, when the person is entered; after that it is shown masked."""
        return ["user", "phone"] if obj is not None else ["user"]


class VerifyingBureauAdmin(OrganizerAdmin):
    """Sensitive rows: only for those who work at a veterans-affairs bureau today."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._verifies(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._verifies(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._verifies(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._verifies(request)

    def _verifies(self, request: HttpRequest) -> bool:
        if not is_organizer(request):
            return False
        bureaus = Organization.objects.of_member(request.user).veterans_affairs()
        return bool(request.user.is_superuser or bureaus.exists())


@admin.register(AudienceClaim)
class AudienceClaimAdmin(VerifyingBureauAdmin):
    list_display = ["applicant", "kind", "verified_on", "valid_until", "shown"]
    list_filter = ["kind", "shown"]
    list_select_related = ["applicant"]
    autocomplete_fields = ["applicant"]
    actions = ["verify"]

    def get_readonly_fields(
        self, request: HttpRequest, obj: AudienceClaim | None = None
    ) -> list[str]:
        """Whether employers see it is the person's own choice; the day is set by verifying."""
        fixed = ["applicant", "kind"] if obj is not None else []
        return ["verified_on", "shown", *fixed]

    @admin.action(description=_("核验通过"), permissions=["change"])
    def verify(self, request: HttpRequest, rows: QuerySet[AudienceClaim]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: claims.verify_claim(
                claim=row, by=person(request), valid_until=row.valid_until
            ),
        )
