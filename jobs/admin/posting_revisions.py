"""Admin of proposed edits: the reviewer compares, notes a reason, and decides from the list."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from jobs.actions import revisions
from jobs.admin.each_row import run_on_each
from jobs.admin.revision_table import comparison
from jobs.choices import RevisionStatus
from jobs.models import PostingRevision
from tongwulang.accounts.scoped_admin import OrganizerAdmin, person

RECORD = ["posting", "status", "proposed_by", "proposed_at", "decided_by", "decided_at"]


@admin.register(PostingRevision)
class PostingRevisionAdmin(OrganizerAdmin):
    list_display = RECORD
    list_filter = ["status"]
    list_select_related = ["posting", "proposed_by", "decided_by"]
    search_fields = ["posting__title"]
    fields = ["compared", "note", *RECORD]
    actions = ["apply", "reject"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(
        self, request: HttpRequest, obj: PostingRevision | None = None
    ) -> list[str]:
        is_waiting = obj is not None and obj.status == RevisionStatus.WAITING
        return ["compared", *RECORD, *([] if is_waiting else ["note"])]

    @admin.display(description=_("修改内容"))
    def compared(self, revision: PostingRevision) -> SafeString:
        return comparison(revision)

    @admin.action(description=_("通过并生效"))
    def apply(self, request: HttpRequest, rows: QuerySet[PostingRevision]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: revisions.apply_revision(revision=row, by=person(request), note=row.note),
        )

    @admin.action(description=_("退回（须先填写审核意见）"))
    def reject(self, request: HttpRequest, rows: QuerySet[PostingRevision]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: revisions.reject_revision(revision=row, by=person(request), note=row.note),
        )
