"""Exports and prints: asked for from a list, a fair or a hall; the log of them, and each file.

Whatever takes rows out writes a row here, so it is asked for by POST.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.actions import export_runs
from jobs.admin.listed_rows import filters_of, listed
from jobs.choices import ExportKind, ImportKind
from jobs.exports.blank_workbooks import blank_workbook
from jobs.exports.fair_rows import FAIR_ROWS, keys_of
from jobs.exports.runs import go_on
from jobs.models import ExportRun, Fair
from jobs.models.export_run import HEAVY
from tongwulang.accounts.actions import sent_forms
from tongwulang.accounts.scoped_admin import OrganizerAdmin, is_organizer, person
from tongwulang.accounts.sent_once import key_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@admin.register(ExportRun)
class ExportRunAdmin(OrganizerAdmin):
    list_display = [
        "kind",
        "fair",
        "filters",
        "row_count",
        "has_personal_data",
        "requested_by",
        "requested_at",
        "status",
    ]
    list_filter = ["kind", "has_personal_data", "status"]
    list_select_related = ["fair", "requested_by"]
    search_fields = ["filters", "requested_by__name", "requested_by__email"]
    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A record of what was done: nobody edits it."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExportRun]:
        return super().get_queryset(request).defer(*HEAVY)

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Any, name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"jobs_exportrun_{name}")

        return [
            page("of-list/<str:kind>/", require_POST(self.of_list), "of_list"),
            page("of-fair/<int:fair>/<str:kind>/", require_POST(self.of_fair), "of_fair"),
            page("blank/<str:kind>/", self.blank, "blank"),
            page("<int:pk>/file/", self.file, "file"),
            *super().get_urls(),
        ]

    def of_list(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The rows of a list of the admin, with the filters and words of the address."""
        self._check_organizer(request)
        rows = listed(self.admin_site, request, kind)
        return self._make(
            request, kind, keys=list(rows.keys), filters=filters_of(rows.changelist), back=rows.page
        )

    def of_fair(self, request: HttpRequest, fair: int, kind: str) -> HttpResponse:
        """The tables and prints of a fair, or of one of its halls."""
        self._check_organizer(request)
        if kind not in FAIR_ROWS:
            raise Http404
        row = get_object_or_404(Fair, pk=fair)
        venue = None
        if request.POST.get("venue"):
            venue = get_object_or_404(row.venues.all(), pk=_number(request.POST["venue"]))
        keys = keys_of(ExportKind(kind), row, venue, person(request))
        back = "admin:jobs_fair_change" if venue is None else "admin:jobs_venue_change"
        return self._make(
            request,
            kind,
            keys=keys,
            fair=row,
            filters=_("会场：%(name)s") % {"name": venue.name} if venue else "",
            back=redirect(back, (venue or row).pk)["Location"],
        )

    def blank(self, request: HttpRequest, kind: str) -> HttpResponse:
        """A blank workbook to be filled in and imported; holds no rows, so nothing is logged."""
        if not is_organizer(request):
            raise Http404
        if kind not in ImportKind:
            raise Http404
        answer = HttpResponse(blank_workbook(ImportKind(kind)), content_type=XLSX)
        name = _("导入模板-%(kind)s.xlsx") % {"kind": ImportKind(kind).label}
        return _as_file(answer, name)

    def file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file itself, for who asked for it."""
        if not self.has_view_permission(request):
            raise Http404
        run = get_object_or_404(super().get_queryset(request), pk=pk)
        if not export_runs.may_take(run, person(request)) or not bytes(run.content):
            raise Http404
        return _file_of(run)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """How far the run is, then its file."""
        run = self.get_object(request, object_id)
        if run is None or not self.has_view_permission(request, run):
            return super().change_view(request, object_id, form_url, extra_context)
        request.current_app = self.admin_site.name
        is_kept = ExportRun.objects.filter(pk=run.pk).exclude(content=b"").exists()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(run),
            "object": run,
            "run": run,
            "is_kept": is_kept,
            "may_take": export_runs.may_take(run, person(request)),
        }
        return TemplateResponse(request, "admin/jobs/exportrun/run.html", context)

    def _check_organizer(self, request: HttpRequest) -> None:
        if not is_organizer(request):
            raise PermissionDenied

    def _make(
        self, request: HttpRequest, kind: str, *, keys: list[int], back: str, **facts: Any
    ) -> HttpResponse:
        """Log the export and make it: a short one is answered with its file, and again if the
        button was tapped twice."""

        def ask() -> str:
            run = export_runs.request_export(
                kind=ExportKind(kind),
                keys=keys,
                by=person(request),
                site=request.build_absolute_uri("/").rstrip("/"),
                is_named=request.POST.get("named") == "on",
                **facts,
            )
            return str(run.pk)

        try:
            asked = sent_forms.once(by=person(request), key=key_of(request), act=ask)
        except ValidationError as refusal:
            self.message_user(request, "；".join(refusal.messages), messages.ERROR)
            return redirect(back)
        run = go_on(ExportRun.objects.get(pk=asked))
        return _file_of(run) if bytes(run.content) else redirect(run)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise Http404
    return int(text)


def _file_of(run: ExportRun) -> HttpResponse:
    content = bytes(run.content)
    is_pdf = content.startswith(b"%PDF")
    answer = HttpResponse(content, content_type="application/pdf" if is_pdf else XLSX)
    made_at = timezone.localtime(run.requested_at)
    ending = "pdf" if is_pdf else "xlsx"
    about = f"{run.get_kind_display()}-{run.fair}" if run.fair else run.get_kind_display()
    return _as_file(answer, f"{about}-{made_at:%Y%m%d-%H%M}.{ending}")


def _as_file(answer: HttpResponse, name: str) -> HttpResponse:
    """To be saved under this name; like everything of the admin it is kept by nothing between."""
    from_name = content_disposition_header(as_attachment=True, filename=name)
    answer["Content-Disposition"] = from_name
    return answer
