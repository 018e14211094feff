"""Admin of fair series and fairs."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jobs.actions import fairs
from jobs.admin.each_row import run_on_each
from jobs.admin.read_texts import readable
from jobs.choices import FairStatus
from jobs.models import (
    Fair,
    FairOrganization,
    FairSeries,
    Participation,
    ReportedFigure,
    Venue,
)
from jobs.row_counts import count_of
from tongwulang.accounts.scoped_admin import SharedAdmin, SharedInline, person


@admin.register(FairSeries)
class FairSeriesAdmin(SharedAdmin):
    list_display = ["name"]
    search_fields = ["name"]


class FairOrganizationInline(SharedInline):
    model = FairOrganization
    autocomplete_fields = ["organization"]


class VenueInline(SharedInline):
    model = Venue
    autocomplete_fields = ["region"]


class ReportedFigureInline(SharedInline):
    model = ReportedFigure


@admin.register(Fair)
class FairAdmin(SharedAdmin):
    list_display = ["name", "series", "year", "dates_text", "status", "employer_count"]
    list_filter = ["status", "audience", "year"]
    list_select_related = ["series"]
    search_fields = ["name"]
    autocomplete_fields = ["series"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["status", "decided_at", "decided_by"]
    actions = ["publish", "hold", "cancel"]
    inlines = [FairOrganizationInline, VenueInline, ReportedFigureInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fair]:
        accepted = count_of(Participation.objects.accepted(), by="fair")
        return super().get_queryset(request).annotate(employers_counted=accepted)

    def get_fields(self, request: HttpRequest, obj: Fair | None = None) -> list[Any]:
        names = super().get_fields(request, obj)
        if self.has_change_permission(request, obj):
            return list(names)
        return [readable(Fair, name) for name in names]

    @admin.action(description=_("发布"), permissions=["change"])
    def publish(self, request: HttpRequest, rows: QuerySet[Fair]) -> None:
        self._move(request, rows, FairStatus.PUBLISHED)

    @admin.action(description=_("记为已举办"), permissions=["change"])
    def hold(self, request: HttpRequest, rows: QuerySet[Fair]) -> None:
        self._move(request, rows, FairStatus.HELD)

    @admin.action(description=_("取消"), permissions=["change"])
    def cancel(self, request: HttpRequest, rows: QuerySet[Fair]) -> None:
        self._move(request, rows, FairStatus.CANCELLED)

    def _move(self, request: HttpRequest, rows: QuerySet[Fair], status: FairStatus) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: fairs.move_fair(fair=row, status=status, by=person(request)),
        )

    @admin.display(description=_("参会单位"), ordering="employers_counted")
    def employer_count(self, fair: Fair) -> int:
        return fair.employers_counted  # type: ignore[attr-defined]


@admin.register(FairOrganization)
class FairOrganizationAdmin(SharedAdmin):
    list_display = ["fair", "organization", "role"]
    list_filter = ["role"]
    list_select_related = ["fair", "organization"]
    search_fields = ["fair__name", "organization__name"]
    autocomplete_fields = ["fair", "organization"]


@admin.register(ReportedFigure)
class ReportedFigureAdmin(SharedAdmin):
    list_display = ["measure", "fair", "text", "source"]
    list_filter = ["measure"]
    list_select_related = ["fair"]
    search_fields = ["fair__name", "wording"]
    autocomplete_fields = ["fair"]
