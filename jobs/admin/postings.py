"""Admin of posts: an edit of anything but a draft becomes a revision that waits."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from jobs.actions import postings, revisions
from jobs.admin.each_row import run_on_each
from jobs.choices import Audience, PostingStatus
from jobs.models import Posting
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
        field.name
        for field in part._meta.get_fields()
        if field.concrete and field.editable and not field.many_to_many
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
        (
            None,
            {
                "fields": (
                    "employer",
                    "own_number",
                    "title",
                    "occupation",
                    "headcount",
                    "expires_on",
                )
            },
        ),
        (_("岗位"), {"fields": ("duties", "industry", "emerging_industry", "employment_type")}),
        (_("待遇"), {"fields": field_names(Pay)}),
        (_("要求"), {"fields": (*field_names(Requirements), "majors")}),
        (_("地点"), {"fields": field_names(Workplace)}),
        (_("面向"), {"fields": tuple(f"for_{audience}" for audience in Audience)}),
        (_("审核记录"), {"fields": tuple(RECORD)}),
    )
    actions = ["submit", "publish", "send_back", "close"]
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Posting | None = None) -> list[str]:
        """The reviewer's note is written while the post waits; states move by actions alone."""
        is_waiting = obj is not None and obj.status == PostingStatus.PENDING
        record = [name for name in RECORD if not (is_waiting and name == "review_note")]
        return [*record, "employer"] if obj is not None else record

    @admin.display(description=_("还缺"))
    def lacking(self, posting: Posting) -> str:
        return "、".join(str(name) for name in posting.missing_fields()) or "—"

    def save_model(self, request: HttpRequest, obj: Posting, form: ModelForm, change: bool) -> None:
        stored = Posting.objects.get(pk=obj.pk) if change else obj
        if not revisions.needs_revision(stored):
            super().save_model(request, obj, form, change)
            return
        if "review_note" in form.changed_data:
            obj.save(update_fields=["review_note"])
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
        if not obj.revisions.waiting().exists():
            self.message_user(request, _("没有改动，无须审核。"), messages.INFO)
            return redirect("admin:jobs_posting_changelist")
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

    @admin.action(description=_("退回修改（须先填写审核意见）"))
    def send_back(self, request: HttpRequest, rows: QuerySet[Posting]) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: postings.return_posting(
                posting=row, by=person(request), note=row.review_note
            ),
        )

    @admin.action(description=_("关闭"))
    def close(self, request: HttpRequest, rows: QuerySet[Posting]) -> None:
        run_on_each(
            self, request, rows, lambda row: postings.close_posting(posting=row, by=person(request))
        )
