"""Admin of employers, with their posts and their places at fairs."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from jobs.actions import employers
from jobs.admin.asked_first import ask_first
from jobs.admin.each_row import run_on_each
from jobs.admin.worklist_filter import WorklistFilter
from jobs.choices import EmployerStatus
from jobs.forms.bulk import ConfirmForm
from jobs.models import Employer, Participation, Posting
from jobs.models.employer import VERIFIED_FIELDS
from jobs.row_counts import count_of
from tongwulang.accounts.scoped_admin import LookInline, OrganizerAdmin, person
from tongwulang.accounts.scoped_filters import AutocompleteFilter, OrganizationFilter


class PostingInline(LookInline):
    model = Posting
    fk_name = "employer"
    fields = readonly_fields = ["title", "status", "headcount", "expires_on"]


class ParticipationInline(LookInline):
    model = Participation
    fields = readonly_fields = ["fair", "status", "venue", "booth"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participation]:
        return super().get_queryset(request).select_related("fair", "venue", "booth")


@admin.register(Employer)
class EmployerAdmin(OrganizerAdmin):
    list_before_template = "admin/jobs/exportrun/of_list.html"
    list_display = [
        "name",
        "region",
        "industry",
        "status",
        "due_on",
        "posting_count",
        "participation_count",
        "is_demo",
    ]
    list_filter = [
        WorklistFilter,
        "status",
        ("nature", ChoicesDropdownFilter),
        ("size", ChoicesDropdownFilter),
        ("region", AutocompleteFilter),
        ("industry", AutocompleteFilter),
        ("organization", OrganizationFilter),
        "is_demo",
    ]
    list_select_related = ["region", "industry"]
    search_fields = ["name", "uscc__istartswith"]
    search_help_text = _("单位名称，或统一社会信用代码的开头")
    autocomplete_fields = ["region", "industry", "emerging_industry", "organization"]
    readonly_fields = [
        "status",
        "verified_at",
        "verified_by",
        "due_on",
        "is_demo",
        "created_at",
        "updated_at",
    ]
    inlines = [PostingInline, ParticipationInline]
    actions = ["verify", "suspend"]
    offers = {
        EmployerStatus.UNVERIFIED: ["verify", "suspend"],
        EmployerStatus.VERIFIED: ["verify", "suspend"],
        EmployerStatus.SUSPENDED: ["verify"],
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet[Employer]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                postings_counted=count_of(Posting.objects.all(), by="employer"),
                participations_counted=count_of(Participation.objects.all(), by="employer"),
            )
        )

    def save_model(
        self, request: HttpRequest, obj: Employer, form: ModelForm, change: bool
    ) -> None:
        """A changed name, code, nature or place is not what was verified: it is checked anew."""
        super().save_model(request, obj, form, change)
        if obj.is_verified and VERIFIED_FIELDS & set(form.changed_data):
            employers.require_verification(employer=obj, by=person(request))
            self.message_user(
                request, _("核验过的内容有改动，该单位转为待核验，岗位暂停公开。"), messages.WARNING
            )

    @admin.display(description=_("核验到期日"), ordering="verified_at")
    def due_on(self, employer: Employer) -> str | None:
        due_on = employer.verification_due_on
        return date_format(due_on) if due_on else None

    @admin.display(description=_("岗位数"), ordering="postings_counted")
    def posting_count(self, employer: Any) -> int:
        return employer.postings_counted

    @admin.display(description=_("参会次数"), ordering="participations_counted")
    def participation_count(self, employer: Any) -> int:
        return employer.participations_counted

    @admin.action(description=_("核验通过"))
    def verify(self, request: HttpRequest, rows: QuerySet[Employer]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: employers.verify_employer(employer=row, by=person(request)),
        )

    @admin.action(description=_("暂停，岗位一并下线"))
    def suspend(self, request: HttpRequest, rows: QuerySet[Employer]) -> HttpResponse | None:
        asked = ask_first(
            self,
            request,
            rows,
            form=ConfirmForm,
            title=_("暂停单位"),
            warning=_("公开中的岗位一并下线，重新核验后恢复。"),
        )
        if isinstance(asked, HttpResponse):
            return asked
        run_on_each(
            self,
            request,
            rows,
            lambda row: employers.suspend_employer(employer=row, by=person(request)),
        )
        return None
