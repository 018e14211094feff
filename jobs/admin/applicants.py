"""Admin of applicants and claims: phones masked until opened, claims for those who verify."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter

from jobs.actions import applicants, claims
from jobs.admin.each_row import run_on_each
from jobs.admin.worklist_filter import WorklistFilter
from jobs.models import Applicant, Application, AudienceClaim, Look
from jobs.row_counts import count_of
from tongwulang.accounts.models import Organization
from tongwulang.accounts.scoped_admin import (
    LookInline,
    OrganizerAdmin,
    is_organizer,
    narrowed,
    person,
)
from tongwulang.accounts.scoped_filters import AutocompleteFilter, OrganizationFilter


class ApplicationInline(LookInline):
    model = Application
    fields = readonly_fields = ["posting", "status", "submitted_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return super().get_queryset(request).select_related("posting")


def said(name: str) -> Any:
    """A column that says a list of short texts in words."""

    @admin.display(description=Applicant._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    def in_words(model_admin: Any, applicant: Applicant) -> str:
        return "、".join(getattr(applicant, name)) or "-"

    return in_words


# Somebody's own row: looked at, but for the bureau.
OWN = (
    "name",
    "masked",
    "organization",
    "birth_year",
    "birth_month",
    "education",
    "major",
    "graduation_year",
    "experience_years",
    "skills_said",
    "certificates_said",
    "languages_said",
    "region",
    "wanted_occupations",
    "wanted_regions",
    "wanted_pay",
    "wanted_shift",
    "commute_max",
    "is_demo",
    "created_at",
)


def _is_own(applicant: Applicant | None) -> bool:
    return applicant is not None and applicant.user_id is not None


@admin.register(Applicant)
class ApplicantAdmin(OrganizerAdmin):
    list_before_template = "admin/jobs/exportrun/of_list.html"
    list_display = ["name", "masked", "education", "region", "application_count", "is_demo"]
    list_filter = [
        WorklistFilter,
        ("education", RelatedDropdownFilter),
        ("region", AutocompleteFilter),
        ("wanted_occupations", AutocompleteFilter),
        ("organization", OrganizationFilter),
        "is_demo",
    ]
    list_select_related = ["education", "region"]
    search_fields = ["name"]
    search_help_text = _("姓名")
    autocomplete_fields = [
        "education",
        "major",
        "region",
        "wanted_occupations",
        "wanted_regions",
        "organization",
    ]
    readonly_fields = ["masked", "is_demo", "created_at"]
    skills_said, certificates_said, languages_said = map(
        said, ("skills", "certificates", "languages")
    )
    inlines = [ApplicationInline]
    head_template = "admin/jobs/applicant/opening.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Applicant]:
        applications = narrowed(Application.objects.all(), request)
        return (
            super()
            .get_queryset(request)
            .annotate(applications_counted=count_of(applications, by="applicant"))
        )

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
        whose length the phone is shown there. Who withdrew meanwhile is not handed over."""
        applicant = self.get_object(request, object_id)
        if applicant is None or not self.has_view_permission(request, applicant):
            return super().change_view(request, object_id, form_url, extra_context)
        by = person(request)
        if request.method == "POST" and "open" in request.POST:
            applicants.look_at(applicant=applicant, by=by)
            return redirect("admin:jobs_applicant_change", applicant.pk)
        is_opened = Look.objects.lasting(applicant, by).exists()
        more = {"applicant": applicant, "is_opened": is_opened}
        try:
            return super().change_view(request, object_id, form_url, more)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return redirect("admin:jobs_applicant_changelist")

    @admin.display(description=_("投递数"), ordering="applications_counted")
    def application_count(self, applicant: Any) -> int:
        return applicant.applications_counted

    def has_change_permission(self, request: HttpRequest, obj: Applicant | None = None) -> bool:
        """Whoever has an account corrects their own row, as they agreed to it; here it is looked
        at, and handed over by the bureau that answers for it."""
        may = super().has_change_permission(request, obj)
        if obj is None or not _is_own(obj):
            return may
        bureaus = Organization.objects.of_member(request.user)
        is_theirs = request.user.is_superuser or bureaus.filter(applicants=obj).exists()
        return may and obj.organization_id is not None and is_theirs

    def get_fields(self, request: HttpRequest, obj: Applicant | None = None) -> list[str]:
        """Of somebody's own row what they say, lists of short texts in words, and the bureau."""
        return list(OWN) if _is_own(obj) else list(super().get_fields(request, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Applicant | None = None) -> list[str]:
        """Of somebody's own row everything but the bureau that answers for them."""
        if _is_own(obj):
            return [name for name in OWN if name != "organization"]
        return list(super().get_readonly_fields(request, obj))

    def save_model(
        self, request: HttpRequest, obj: Applicant, form: forms.ModelForm, change: bool
    ) -> None:
        """Of somebody's own row nothing is written but who answers for them."""
        if not _is_own(obj):
            super().save_model(request, obj, form, change)
            return
        applicants.hand_over(applicant=obj, to=form.cleaned_data["organization"])

    def get_exclude(self, request: HttpRequest, obj: Applicant | None = None) -> list[str]:
        """A phone is typed once, when the person is entered; after that it is shown masked."""
        return ["user", "phone"] if obj is not None else ["user"]


class VerifyingBureauAdmin(OrganizerAdmin):
    """Sensitive rows: only for those who work at a veterans-affairs bureau today."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return verifies(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return verifies(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return verifies(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return verifies(request)


def verifies(request: HttpRequest) -> bool:
    """A platform admin, or an organizer of a veterans-affairs bureau; looked up once a request."""
    known = vars(request)
    if "verifies" not in known:
        bureaus = Organization.objects.of_member(request.user).veterans_affairs()
        known["verifies"] = is_organizer(request) and (
            request.user.is_superuser or bureaus.exists()
        )
    return bool(known["verifies"])


@admin.register(AudienceClaim)
class AudienceClaimAdmin(VerifyingBureauAdmin):
    list_display = ["applicant", "name", "kind", "verified_on", "valid_until", "shown"]
    list_filter = [WorklistFilter, ("kind", ChoicesDropdownFilter), "shown", "valid_until"]
    list_select_related = ["applicant"]
    search_fields = ["applicant__name"]
    search_help_text = _("姓名")
    autocomplete_fields = ["applicant"]
    actions = ["verify"]
    offers = {"": ["verify"]}

    @admin.display(description=_("姓名"), ordering="applicant__name")
    def name(self, claim: AudienceClaim) -> str:
        return claim.applicant.name

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
