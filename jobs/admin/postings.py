"""Admin of posts: an edit of anything but a draft becomes a revision that waits."""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from jobs.actions import postings, revisions
from jobs.admin.asked_first import ask_first
from jobs.admin.each_row import run_on_each
from jobs.admin.revision_table import changed_fields
from jobs.admin.worklist_filter import WorklistFilter
from jobs.choices import Audience, PostingStatus
from jobs.forms.bulk import ConfirmForm, ExtendForm, ReasonForm
from jobs.models import Application, Posting, PostingRevision
from jobs.models.pay import Pay
from jobs.models.posting_revision import revisable_fields
from jobs.models.requirements import Requirements
from jobs.models.workplace import Workplace
from jobs.row_counts import count_of
from tongwulang.accounts.scoped_admin import LookInline, OrganizerAdmin, narrowed, person
from tongwulang.accounts.scoped_filters import AutocompleteFilter

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

# Long columns that no list shows.
UNLISTED = ("search", "duties", "requirements", "employer__search", "employer__introduction")


def field_names(part: type[Model]) -> tuple[str, ...]:
    """The columns that a part of Posting (its pay, its requirements…) brings, in their order."""
    return tuple(
        field.name
        for field in part._meta.get_fields()
        if field.concrete and field.editable and not field.many_to_many
    )


class RevisionInline(LookInline):
    model = PostingRevision
    fields = readonly_fields = ["changed", "status", "proposed_by", "proposed_at", "decided_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PostingRevision]:
        return super().get_queryset(request).select_related("proposed_by", "decided_by", "posting")

    @admin.display(description=_("改动的字段"))
    def changed(self, revision: PostingRevision) -> str:
        return changed_fields(revision)


@admin.register(Posting)
class PostingAdmin(OrganizerAdmin):
    list_before_template = "admin/jobs/exportrun/of_list.html"
    list_display = [
        "title",
        "employer",
        "region",
        "status",
        "headcount",
        "application_count",
        "published_at",
        "expires_on",
    ]
    list_filter = [
        WorklistFilter,
        "status",
        ("participations__fair", AutocompleteFilter),
        ("employer", AutocompleteFilter),
        ("region", AutocompleteFilter),
        ("industry", AutocompleteFilter),
        ("emerging_industry", AutocompleteFilter),
        ("employment_type", ChoicesDropdownFilter),
        "for_veterans",
        "for_dependents",
        "is_negotiable",
        "published_at",
    ]
    list_select_related = ["employer", "region"]
    search_fields = ["title", "employer__name", "own_number"]
    search_help_text = _("岗位名称、单位名称或单位自己的编号")
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
    inlines = [RevisionInline]
    actions = ["submit", "publish", "send_back", "extend", "close"]
    offers = {
        PostingStatus.DRAFT: ["submit"],
        PostingStatus.PENDING: ["publish", "send_back"],
        PostingStatus.PUBLISHED: ["extend", "close"],
        PostingStatus.SUSPENDED: ["extend", "close"],
    }
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Posting | None = None) -> list[str]:
        """States move by actions alone, which ask for what they must know."""
        return [*RECORD, "employer"] if obj is not None else RECORD

    def get_queryset(self, request: HttpRequest) -> QuerySet[Posting]:
        applications = narrowed(Application.objects.all(), request)
        return (
            super()
            .get_queryset(request)
            .annotate(applications_counted=count_of(applications, by="posting"))
        )

    def get_paginator(
        self, request: HttpRequest, queryset: Any, *args: Any, **kwargs: Any
    ) -> Paginator:
        """The list is sorted without the long texts, which it does not show: with them the 900th
        page of 100,000 posts took 2.5 times as long. Actions get whole rows: they save them. The
        history of a post is paged here too; its rows have none of these columns."""
        rows = queryset.defer(*UNLISTED) if queryset.model is Posting else queryset
        return super().get_paginator(request, rows, *args, **kwargs)

    @admin.display(description=_("投递数"), ordering="applications_counted")
    def application_count(self, posting: Any) -> int:
        return posting.applications_counted

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
            return
        for formset in formsets:
            self.save_formset(request, form, formset, change)

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

    @admin.action(description=_("退回修改"))
    def send_back(self, request: HttpRequest, rows: QuerySet[Posting]) -> HttpResponse | None:
        asked = ask_first(self, request, rows, form=ReasonForm, title=_("退回修改"))
        if isinstance(asked, HttpResponse):
            return asked
        note = asked.cleaned_data["reason"]
        run_on_each(
            self,
            request,
            rows,
            lambda row: postings.return_posting(posting=row, by=person(request), note=note),
        )
        return None

    @admin.action(description=_("延长截止日期"))
    def extend(self, request: HttpRequest, rows: QuerySet[Posting]) -> HttpResponse | None:
        asked = ask_first(self, request, rows, form=ExtendForm, title=_("延长截止日期"))
        if isinstance(asked, HttpResponse):
            return asked
        day = asked.cleaned_data["expires_on"]
        run_on_each(
            self,
            request,
            rows,
            lambda row: revisions.extend_posting(posting=row, expires_on=day, by=person(request)),
        )
        return None

    @admin.action(description=_("关闭"))
    def close(self, request: HttpRequest, rows: QuerySet[Posting]) -> HttpResponse | None:
        asked = ask_first(
            self,
            request,
            rows,
            form=ConfirmForm,
            title=_("关闭岗位"),
            warning=_("关闭后不再公开，也不能重新发布；记录保留。"),
        )
        if isinstance(asked, HttpResponse):
            return asked
        run_on_each(
            self, request, rows, lambda row: postings.close_posting(posting=row, by=person(request))
        )
        return None
