"""Admin of the people who act for employers; each bureau those of its own employers."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jobs.actions import employer_members
from jobs.models import EmployerMember
from tongwulang.accounts.person_by_phone_form import PersonByPhoneForm
from tongwulang.accounts.scoped_admin import OrganizerAdmin
from tongwulang.accounts.scoped_admin import person as named
from tongwulang.accounts.scoped_filters import AutocompleteFilter
from tongwulang.outbox.masking import masked_phone


@admin.register(EmployerMember)
class EmployerMemberAdmin(OrganizerAdmin):
    list_display = ["employer", "person", "joined_on", "left_on"]
    list_select_related = ["employer", "user"]
    list_filter = [("employer", AutocompleteFilter), "joined_on", "left_on"]
    search_fields = ["employer__name", "user__name"]
    autocomplete_fields = ["employer"]
    exclude = ["user"]

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """A person is named once; afterwards only the end of the right is entered."""
        if obj is None:
            kwargs["form"] = PersonByPhoneForm
        return super().get_form(request, obj, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["employer", "person"] if obj is not None else []

    def save_model(
        self, request: HttpRequest, obj: EmployerMember, form: ModelForm, change: bool
    ) -> None:
        """Whoever is entered is told."""
        if change:
            super().save_model(request, obj, form, change)
        else:
            employer_members.invite(member=obj, by=named(request))

    @admin.display(description=_("用户"))
    def person(self, member: EmployerMember) -> str:
        return member.user.name or masked_phone(member.user.phone)
