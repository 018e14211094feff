"""Admin of employers."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jobs.actions import employers
from jobs.admin.each_row import run_on_each
from jobs.models import Employer, Posting
from jobs.models.employer import VERIFIED_FIELDS
from jobs.row_counts import count_of
from tongwulang.accounts.scoped_admin import OrganizerAdmin, person


class OverdueFilter(admin.SimpleListFilter):
    title = _("核验期限")
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("已超过六个月"))]

    def queryset(self, request: HttpRequest, rows: Any) -> Any:
        return rows.verification_overdue() if self.value() else rows


@admin.register(Employer)
class EmployerAdmin(OrganizerAdmin):
    list_display = ["name", "region", "industry", "status", "due_on", "posting_count", "is_demo"]
    list_filter = ["status", OverdueFilter, "nature", "size", "organization", "is_demo"]
    list_select_related = ["region", "industry"]
    search_fields = ["name", "uscc"]
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
    actions = ["verify", "suspend"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Employer]:
        return (
            super()
            .get_queryset(request)
            .annotate(postings_counted=count_of(Posting.objects.all(), by="employer"))
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

    @admin.action(description=_("核验通过"))
    def verify(self, request: HttpRequest, rows: QuerySet[Employer]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: employers.verify_employer(employer=row, by=person(request)),
        )

    @admin.action(description=_("暂停，岗位一并下线"))
    def suspend(self, request: HttpRequest, rows: QuerySet[Employer]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: employers.suspend_employer(employer=row, by=person(request)),
        )
