"""Admin of posts and their revisions: an edit of anything but a draft waits for approval."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from jobs.actions import postings, revisions
from jobs.admin.each_row import run_on_each
from jobs.choices import Audience
from jobs.models import Posting, PostingRevision
from jobs.models.pay import Pay
from jobs.models.posting_revision import revisable_fields
from jobs.models.requirements import Requirements
from jobs.models.workplace import Workplace
from tongwulang.accounts.scoped_admin import OrganizerAdmin, person

RECORD = [
    "status",
    "lacking",
    "submitted_at",
    "submitted_by",
    "reviewed_at",
    "reviewed_by",
    "review_note",
    "published_at",
    "closed_at",
    "closed_by",
]


def field_names(part: type[Model]) -> tuple[str, ...]:
    """The columns that a part of Posting (its pay, its requirements…) brings, in their order."""
    return tuple(
        field.name for field in part._meta.get_fields() if field.concrete and not field.many_to_many
    )


@admin.register(Posting)
class PostingAdmin(OrganizerAdmin):
    list_display = ["title", "employer", "region", "status", "published_at", "expires_on"]
    list_filter = [
        "status",
        "employment_type",
        "industry",
        "for_veterans",
        "for_dependents",
        "is_negotiable",
    ]
    list_select_related = ["employer", "region"]
    search_fields = ["title", "employer__name"]
    autocomplete_fields = [
        "employer",
        "occupation",
        "industry",
        "emerging_industry",
        "education_min",
        "majors",
        "region",
        "insurance_region",
    ]
    fieldsets = (
        (None, {"fields": ("employer", "title", "occupation", "headcount", "expires_on")}),
        (_("岗位"), {"fields": ("duties", "industry", "emerging_industry", "employment_type")}),
        (_("待遇"), {"fields": field_names(Pay)}),
        (_("要求"), {"fields": (*field_names(Requirements), "majors")}),
        (_("地点"), {"fields": field_names(Workplace)}),
        (_("面向"), {"fields": tuple(f"for_{audience}" for audience in Audience)}),
        (_("审核记录"), {"fields": tuple(RECORD)}),
    )
    actions = ["submit", "publish", "close"]
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Posting | None = None) -> list[str]:
        return [*RECORD, "employer"] if obj is not None else RECORD

    @admin.display(description=_("还缺"))
    def lacking(self, posting: Posting) -> str:
        return "、".join(str(name) for name in posting.missing_fields()) or "—"

    def save_model(self, request: HttpRequest, obj: Posting, form: ModelForm, change: bool) -> None:
        stored = Posting.objects.get(pk=obj.pk) if change else obj
        if not revisions.needs_revision(stored):
            super().save_model(request, obj, form, change)
            return
        names = set(form.changed_data) & set(revisable_fields())
        revisions.propose_revision(
            posting=stored,
            values={name: form.cleaned_data[name] for name in names},
            by=person(request),
        )

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        """Majors of anything but a draft are part of the revision that waits."""
        if not revisions.needs_revision(form.instance):
            super().save_related(request, form, formsets, change)

    def response_change(self, request: HttpRequest, obj: Posting) -> HttpResponse:
        if not revisions.needs_revision(obj):
            return super().response_change(request, obj)
        self.message_user(request, _("修改已提交，审核通过后生效。"), messages.SUCCESS)
        return redirect("admin:jobs_postingrevision_changelist")

    @admin.action(description=_("提交审核"))
    def submit(self, request: HttpRequest, rows: QuerySet[Posting]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: postings.submit_posting(posting=row, by=person(request)),
        )

    @admin.action(description=_("审核通过并发布"))
    def publish(self, request: HttpRequest, rows: QuerySet[Posting]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: postings.publish_posting(posting=row, by=person(request)),
        )

    @admin.action(description=_("关闭"))
    def close(self, request: HttpRequest, rows: QuerySet[Posting]) -> None:
        run_on_each(
            self, request, rows, lambda row: postings.close_posting(posting=row, by=person(request))
        )


@admin.register(PostingRevision)
class PostingRevisionAdmin(OrganizerAdmin):
    list_display = ["posting", "status", "proposed_by", "proposed_at", "decided_by", "decided_at"]
    list_filter = ["status"]
    list_select_related = ["posting", "proposed_by", "decided_by"]
    search_fields = ["posting__title"]
    actions = ["apply", "reject"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(
        self, request: HttpRequest, obj: PostingRevision | None = None
    ) -> list[str]:
        return [field.name for field in PostingRevision._meta.concrete_fields]

    @admin.action(description=_("通过并生效"))
    def apply(self, request: HttpRequest, rows: QuerySet[PostingRevision]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: revisions.apply_revision(revision=row, by=person(request)),
        )

    @admin.action(description=_("退回"))
    def reject(self, request: HttpRequest, rows: QuerySet[PostingRevision]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: revisions.reject_revision(revision=row, by=person(request), note=""),
        )
