"""Admin of proposed edits: the reviewer compares and decides, here or from the list."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from jobs.actions import revisions
from jobs.admin.asked_first import ask_first
from jobs.admin.each_row import run_on_each
from jobs.admin.revision_table import changed_fields, comparison
from jobs.admin.worklist_filter import WorklistFilter
from jobs.choices import RevisionStatus
from jobs.forms.bulk import ReasonForm
from jobs.models import PostingRevision
from tongwulang.accounts.scoped_admin import OrganizerAdmin, person
from tongwulang.accounts.scoped_filters import AutocompleteFilter

RECORD = ["posting", "status", "proposed_by", "proposed_at", "decided_by", "decided_at"]


@admin.register(PostingRevision)
class PostingRevisionAdmin(OrganizerAdmin):
    list_display = ["posting", "changed", "status", "proposed_by", "proposed_at", "decided_by"]
    list_filter = [
        WorklistFilter,
        "status",
        ("posting__employer", AutocompleteFilter),
        "proposed_at",
    ]
    list_select_related = ["posting", "proposed_by", "decided_by"]
    search_fields = ["posting__title", "posting__employer__name"]
    search_help_text = _("岗位名称或单位名称")
    fields = ["compared", *RECORD, "note"]
    readonly_fields = ["compared", *RECORD, "note"]
    actions = ["apply", "reject"]
    offers = {RevisionStatus.WAITING: ["apply", "reject"]}

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("改动的字段"))
    def changed(self, revision: PostingRevision) -> str:
        return changed_fields(revision)

    @admin.display(description=_("修改内容"))
    def compared(self, revision: PostingRevision) -> SafeString:
        return comparison(revision)

    @admin.action(description=_("通过并生效"))
    def apply(self, request: HttpRequest, rows: QuerySet[PostingRevision]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: revisions.apply_revision(revision=row, by=person(request)),
        )

    @admin.action(description=_("退回"))
    def reject(self, request: HttpRequest, rows: QuerySet[PostingRevision]) -> HttpResponse | None:
        asked = ask_first(self, request, rows, form=ReasonForm, title=_("退回修改"))
        if isinstance(asked, HttpResponse):
            return asked
        note = asked.cleaned_data["reason"]
        run_on_each(
            self,
            request,
            rows,
            lambda row: revisions.reject_revision(revision=row, by=person(request), note=note),
        )
        return None
