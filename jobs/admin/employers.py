"""Admin of employers."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jobs.actions import employers
from jobs.admin.each_row import run_on_each
from jobs.models import Employer, Posting
from jobs.row_counts import count_of
from tongwulang.accounts.scoped_admin import OrganizerAdmin, person


@admin.register(Employer)
class EmployerAdmin(OrganizerAdmin):
    list_display = ["name", "region", "industry", "status", "posting_count", "is_demo"]
    list_filter = ["status", "nature", "size", "organization", "is_demo"]
    list_select_related = ["region", "industry"]
    search_fields = ["name", "uscc"]
    autocomplete_fields = ["region", "industry", "emerging_industry", "organization"]
    readonly_fields = ["status", "verified_at", "verified_by", "created_at", "updated_at"]
    actions = ["verify", "suspend"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Employer]:
        return (
            super()
            .get_queryset(request)
            .annotate(postings_counted=count_of(Posting.objects.all(), by="employer"))
        )

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

    @admin.action(description=_("暂停，并关闭其全部岗位"))
    def suspend(self, request: HttpRequest, rows: QuerySet[Employer]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: employers.suspend_employer(employer=row, by=person(request)),
        )
