"""Admin of applicants, claims and applications: phones masked, claims for those who verify."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jobs.models import Applicant, Application, AudienceClaim
from tongwulang.accounts.scoped_admin import OrganizerAdmin


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
    readonly_fields = ["masked", "created_at"]

    @admin.display(description=_("手机号"))
    def masked(self, applicant: Applicant) -> str:
        return applicant.masked_phone or "—"

    def get_exclude(self, request: HttpRequest, obj: Applicant | None = None) -> list[str]:
        """A phone is typed once, when the person is entered; after that it is shown masked."""
        return ["user", "phone"] if obj is not None else ["user"]


@admin.register(AudienceClaim)
class AudienceClaimAdmin(OrganizerAdmin):
    list_display = ["applicant", "kind", "verified_on", "valid_until", "shown"]
    list_filter = ["kind", "shown"]
    list_select_related = ["applicant"]
    autocomplete_fields = ["applicant"]


@admin.register(Application)
class ApplicationAdmin(OrganizerAdmin):
    list_display = ["applicant", "posting", "status", "submitted_at"]
    list_filter = ["status"]
    list_select_related = ["applicant", "posting"]
    search_fields = ["posting__title"]
    autocomplete_fields = ["applicant", "posting"]
    readonly_fields = ["status", "submitted_at", "updated_at"]
