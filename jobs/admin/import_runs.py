"""The import screens: upload, columns, preview, result; each one page of the same run."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from jobs.actions import import_runs
from jobs.admin.worklist_filter import WorklistFilter
from jobs.choices import ImportKind, ImportStatus, RowOutcome
from jobs.forms.imports import HeadingsForm, UploadForm
from jobs.imports.checking import workbook_of
from jobs.imports.code_tables import CodeTables
from jobs.imports.kinds import KINDS
from jobs.imports.marked_workbook import marked_workbook
from jobs.imports.uploads import go_on, take_in
from jobs.models import (
    Employer,
    HeadingChoice,
    ImportRun,
    Participation,
    Posting,
    PostingRevision,
)
from jobs.models.import_run import HEAVY
from jobs.worklists import list_link
from tongwulang.accounts.models import Organization
from tongwulang.accounts.scoped_admin import OrganizerAdmin, person
from tongwulang.accounts.scoped_filters import OrganizationFilter

SHOWN = 100
WRITTEN = (RowOutcome.MADE, RowOutcome.CHANGED, RowOutcome.PROPOSED)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@admin.register(ImportRun)
class ImportRunAdmin(OrganizerAdmin):
    list_display = ["file_name", "kind", "organization", "status", "row_count", "uploaded_at"]
    list_filter = [
        WorklistFilter,
        ("kind", ChoicesDropdownFilter),
        ("status", ChoicesDropdownFilter),
        ("organization", OrganizationFilter),
    ]
    list_select_related = ["organization"]
    search_fields = ["file_name"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        return super().get_queryset(request).defer(*HEAVY)

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "<int:pk>/errors/",
                self.admin_site.admin_view(self.errors),
                name="jobs_importrun_errors",
            ),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Choose a workbook; a readable one becomes a run."""
        if not self.has_add_permission(request):
            return super().add_view(request, form_url, extra_context)
        organizations = _organizations(request)
        form = UploadForm(
            request.POST or None,
            request.FILES or None,
            organizations=organizations,
            initial={name: request.GET[name] for name in ("kind", "fair") if name in request.GET},
        )
        if request.method == "POST" and form.is_valid():
            run = self._taken_in(request, form)
            if run is not None:
                return redirect(run.get_absolute_url())
        return self._page(request, "upload", title=_("导入表格"), form=form)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The page of the state that the run is in; a POST takes one step from it."""
        run = self.get_object(request, object_id)
        if run is None or not self.has_view_permission(request, run):
            return super().change_view(request, object_id, form_url, extra_context)
        if request.method == "POST":
            return self._step(request, run)
        if run.status == ImportStatus.MAPPING:
            return self._headings_page(request, run)
        return self._run_page(request, run)

    def errors(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bad rows as a workbook, with what is wrong beside each cell."""
        if not self.has_view_permission(request):
            raise Http404
        run = get_object_or_404(self.get_queryset(request), pk=pk)
        if not run.problems or not bytes(run.content):
            raise Http404
        answer = HttpResponse(marked_workbook(run), content_type=XLSX)
        answer["Content-Disposition"] = f'attachment; filename="import-{run.pk}-errors.xlsx"'
        return answer

    def _taken_in(self, request: HttpRequest, form: UploadForm) -> ImportRun | None:
        file = form.cleaned_data["file"]
        try:
            return take_in(
                organization=form.cleaned_data["organization"],
                kind=ImportKind(form.cleaned_data["kind"]),
                fair=form.cleaned_data["fair"],
                file_name=file.name,
                content=file.read(),
                by=person(request),
            )
        except ValidationError as refusal:
            form.add_error("file", refusal.messages)
            return None

    def _step(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        steps: dict[str, Callable[[HttpRequest, ImportRun], HttpResponse]] = {
            "headings": self._settle_headings,
            "reopen": self._reopen,
            "check": self._check_again,
            "import": self._import,
            "cancel": self._cancel,
        }
        step = steps.get(request.POST.get("step", ""))
        if step is None:
            raise Http404
        try:
            return step(request, run)
        except ValidationError as refusal:
            self.message_user(request, "；".join(refusal.messages), messages.ERROR)
            return redirect(run.get_absolute_url())

    def _settle_headings(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        form = self._headings_form(run, request.POST)
        if not form.is_valid():
            return self._headings_page(request, run, form)
        run = import_runs.settle_headings(run=run, chosen=form.chosen, by=person(request))
        return redirect(go_on(run, form.workbook.row_count).get_absolute_url())

    def _reopen(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        return redirect(import_runs.reopen_headings(run=run, by=person(request)))

    def _check_again(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        return redirect(go_on(import_runs.settle_headings(run=run, chosen={}, by=person(request))))

    def _import(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        run = import_runs.start_import(run=run, by=person(request))
        return redirect(go_on(run, run.row_count))

    def _cancel(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        import_runs.cancel_import(run=run, by=person(request))
        self.message_user(request, _("已放弃，没有导入任何内容。"), messages.SUCCESS)
        return redirect("admin:jobs_importrun_changelist")

    def _headings_form(self, run: ImportRun, data: Any = None) -> HeadingsForm:
        chosen = HeadingChoice.objects.of(run.organization, run.kind)
        fields = KINDS[ImportKind(run.kind)].fields(CodeTables.load())
        return HeadingsForm(data, workbook=workbook_of(run, chosen), fields=fields, chosen=chosen)

    def _headings_page(
        self, request: HttpRequest, run: ImportRun, form: HeadingsForm | None = None
    ) -> HttpResponse:
        form = form or self._headings_form(run)
        return self._page(
            request, "headings", title=_("各列是什么"), run=run, form=form, object=run
        )

    def _run_page(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        figures = [(kind.label, run.counts[kind]) for kind in RowOutcome if run.counts.get(kind)]
        good = sum(count for kind, count in run.counts.items() if kind in WRITTEN)
        return self._page(
            request,
            "run",
            title=run.file_name,
            run=run,
            object=run,
            figures=figures,
            good=good,
            problems=run.problems[:SHOWN],
            doubts=run.doubts[:SHOWN],
            shown=SHOWN,
            list_address=_list_address(run),
        )

    def _page(self, request: HttpRequest, name: str, **context: Any) -> HttpResponse:
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/jobs/importrun/{name}.html", context)


def _organizations(request: HttpRequest) -> QuerySet[Organization]:
    """Those for which the person may import: one's own; all for a platform admin."""
    if request.user.is_superuser:
        return Organization.objects.all()
    return Organization.objects.of_member(request.user)


def _list_address(run: ImportRun) -> str:
    """The list of what has been written: drafts and unverified employers wait to be looked at."""
    if run.kind == ImportKind.PARTICIPATIONS:
        return list_link(Participation, fair__id__exact=run.fair_id)
    if run.kind == ImportKind.EMPLOYERS:
        return list_link(Employer, **({"list": "unverified"} if run.counts.get("made") else {}))
    if run.counts.get(RowOutcome.MADE) or run.counts.get(RowOutcome.CHANGED):
        return list_link(Posting, list="drafts")
    return list_link(PostingRevision, list="waiting")
