"""Admin of fairs and their series: a fair's page is where its work starts."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from jobs.actions import fair_copies, fairs
from jobs.admin.asked_first import ask_first
from jobs.admin.each_row import refuse, run_on_each, tell_done
from jobs.admin.fair_overview import overview_of
from jobs.admin.read_texts import readable
from jobs.admin.worklist_filter import WorklistFilter
from jobs.admin.zone_inline import ZoneInline, add_booths_asked_for, zone_errors
from jobs.choices import FairStatus
from jobs.forms.bulk import ConfirmForm, CopyFairForm
from jobs.models import (
    Fair,
    FairOrganization,
    FairSeries,
    Participation,
    ReportedFigure,
    Venue,
)
from jobs.row_counts import count_of
from tongwulang.accounts.actions import sent_forms
from tongwulang.accounts.scoped_admin import LookInline, SharedAdmin, SharedInline, person
from tongwulang.accounts.scoped_filters import AutocompleteFilter
from tongwulang.accounts.sent_once import key_of


class FairInline(LookInline):
    model = Fair
    fields = readonly_fields = ["name", "year", "status"]


@admin.register(FairSeries)
class FairSeriesAdmin(SharedAdmin):
    list_display = ["name", "fair_count"]
    list_filter = ["fairs__year"]
    search_fields = ["name"]
    inlines = [FairInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[FairSeries]:
        counted = count_of(Fair.objects.all(), by="series")
        return super().get_queryset(request).annotate(fairs_counted=counted)

    @admin.display(description=_("招聘会场数"), ordering="fairs_counted")
    def fair_count(self, series: Any) -> int:
        return series.fairs_counted


class FairOrganizationInline(SharedInline):
    model = FairOrganization
    autocomplete_fields = ["organization"]
    tab = True


class VenueInline(SharedInline):
    """The halls, each with its zones and their booths: too much for one line."""

    model = Venue
    inlines = [ZoneInline]
    template = "admin/edit_inline/stacked.html"
    autocomplete_fields = ["region"]
    fields = ["name", "region", "address", "expected_visitors", "permit_number", "exemption"]
    tab = True


class ReportedFigureInline(SharedInline):
    model = ReportedFigure
    tab = True


@admin.register(Fair)
class FairAdmin(SharedAdmin):
    list_display = [
        "name",
        "year",
        "starts_on",
        "status",
        "venue_count",
        "applied_count",
        "employer_count",
    ]
    list_filter = [
        WorklistFilter,
        "status",
        ("audience", ChoicesDropdownFilter),
        "year",
        ("series", AutocompleteFilter),
    ]
    list_select_related = ["series"]
    search_fields = ["name", "series__name"]
    search_help_text = _("招聘会或系列名称")
    autocomplete_fields = ["series"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["status", "announced_at", "decided_at", "decided_by"]
    actions = ["publish", "hold", "cancel", "copy_to_next_year"]
    offers = {
        FairStatus.DRAFT: ["publish", "cancel", "copy_to_next_year"],
        FairStatus.PUBLISHED: ["hold", "cancel", "copy_to_next_year"],
        FairStatus.HELD: ["copy_to_next_year"],
        FairStatus.CANCELLED: ["copy_to_next_year"],
    }
    inlines = [FairOrganizationInline, VenueInline, ReportedFigureInline]
    head_template = "admin/jobs/fair/overview.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fair]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                employers_counted=count_of(Participation.objects.accepted(), by="fair"),
                applied_counted=count_of(Participation.objects.applied(), by="fair"),
                venues_counted=count_of(Venue.objects.all(), by="fair"),
            )
        )

    def get_fields(self, request: HttpRequest, obj: Fair | None = None) -> list[Any]:
        names = super().get_fields(request, obj)
        if self.has_change_permission(request, obj):
            return list(names)
        return [readable(Fair, name) for name in names]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if kwargs.get("obj") is not None:
            context["overview"] = overview_of(kwargs["obj"], person(request))
        context["errors"].extend(zone_errors(context["inline_admin_formsets"]))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Zones of the row that a new hall is copied from were not sent: nothing lacks there."""
        values = super().get_formset_kwargs(request, obj, inline, prefix)
        if "__prefix__" in prefix:
            values = {name: values[name] for name in values if name not in ("data", "files")}
        return values

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        add_booths_asked_for(formset, by=person(request))

    @admin.action(description=_("发布"), permissions=["change"])
    def publish(self, request: HttpRequest, rows: QuerySet[Fair]) -> None:
        self._move(request, rows, FairStatus.PUBLISHED)

    @admin.action(description=_("记为已举办"), permissions=["change"])
    def hold(self, request: HttpRequest, rows: QuerySet[Fair]) -> None:
        self._move(request, rows, FairStatus.HELD)

    @admin.action(description=_("取消"), permissions=["change"])
    def cancel(self, request: HttpRequest, rows: QuerySet[Fair]) -> HttpResponse | None:
        asked = ask_first(
            self,
            request,
            rows,
            form=ConfirmForm,
            title=_("取消招聘会"),
            warning=_("取消后不能恢复；公开页面会说明已取消。"),
        )
        if isinstance(asked, HttpResponse):
            return asked
        self._move(request, rows, FairStatus.CANCELLED)
        return None

    @admin.action(description=_("复制到下一年"), permissions=["add"])
    def copy_to_next_year(self, request: HttpRequest, rows: QuerySet[Fair]) -> HttpResponse | None:
        fair = rows.first()
        if fair is None or rows.count() != 1:
            refuse(self, request, ValidationError(_("请只选一场招聘会，每场分别复制。")))
            return None
        asked = ask_first(
            self,
            request,
            rows,
            form=lambda data: CopyFairForm(data, fair=fair),
            title=_("复制到下一年"),
            warning=_(
                "复制系列、面向、简介、主办单位、会场、展区和展位；"
                "不复制日期、三项方案、预计人数与许可、报道内容、参会单位和岗位。新的一场处于筹备中。"
            ),
        )
        if isinstance(asked, HttpResponse):
            return asked

        def copy() -> str:
            made = fair_copies.copy_fair(fair=fair, by=person(request), **asked.cleaned_data)
            tell_done(self, request, [made], 1)
            return reverse("admin:jobs_fair_change", args=[made.pk])

        try:
            address = sent_forms.once(by=person(request), key=key_of(request), act=copy)
        except ValidationError as refusal:
            refuse(self, request, refusal)
            return None
        return redirect(address)

    def _move(self, request: HttpRequest, rows: QuerySet[Fair], status: FairStatus) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: fairs.move_fair(fair=row, status=status, by=person(request)),
        )

    @admin.display(description=_("会场数"), ordering="venues_counted")
    def venue_count(self, fair: Any) -> int:
        return fair.venues_counted

    @admin.display(description=_("待审报名"), ordering="applied_counted")
    def applied_count(self, fair: Any) -> int:
        return fair.applied_counted

    @admin.display(description=_("参会单位"), ordering="employers_counted")
    def employer_count(self, fair: Any) -> int:
        return fair.employers_counted


@admin.register(FairOrganization)
class FairOrganizationAdmin(SharedAdmin):
    list_display = ["fair", "organization", "role"]
    list_filter = [("fair", AutocompleteFilter), "role"]
    list_select_related = ["fair", "organization"]
    search_fields = ["fair__name", "organization__name"]
    autocomplete_fields = ["fair", "organization"]


@admin.register(ReportedFigure)
class ReportedFigureAdmin(SharedAdmin):
    list_display = ["measure", "fair", "figure", "source"]
    list_filter = [("fair", AutocompleteFilter), ("measure", ChoicesDropdownFilter)]
    list_select_related = ["fair"]
    search_fields = ["fair__name", "wording"]
    autocomplete_fields = ["fair"]

    @admin.display(description=_("数值"), ordering="value")
    def figure(self, reported: ReportedFigure) -> str:
        return reported.text
