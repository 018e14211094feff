"""Admin of the people who work at halls; each bureau those whom it sent."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jobs.models import HallStaff
from tongwulang.accounts.models import Organization
from tongwulang.accounts.person_by_phone_form import PersonByPhoneForm
from tongwulang.accounts.scoped_admin import OrganizerAdmin
from tongwulang.accounts.scoped_filters import AutocompleteFilter, OrganizationFilter
from tongwulang.outbox.masking import masked_phone


@admin.register(HallStaff)
class HallStaffAdmin(OrganizerAdmin):
    list_display = ["venue", "person", "organization", "starts_on", "ends_on"]
    list_select_related = ["venue", "user", "organization"]
    list_filter = [
        ("venue__fair", AutocompleteFilter),
        ("venue", AutocompleteFilter),
        ("organization", OrganizationFilter),
    ]
    search_fields = ["venue__name", "user__name"]
    autocomplete_fields = ["venue"]
    exclude = ["user"]

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """A person is named once; afterwards only the days are changed."""
        if obj is None:
            kwargs["form"] = PersonByPhoneForm
        return super().get_form(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A bureau sends people in its own name only."""
        if db_field.name == "organization" and not getattr(request.user, "is_superuser", False):
            kwargs["queryset"] = Organization.objects.of_member(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["venue", "person", "organization"] if obj is not None else []

    @admin.display(description=_("用户"))
    def person(self, staff: HallStaff) -> str:
        return staff.user.name or masked_phone(staff.user.phone)
