"""Admin of halls, zones and booths."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from jobs.actions import booths
from jobs.admin.asked_first import ask_first
from jobs.admin.booth_filter import OccupancyFilter
from jobs.admin.each_row import refuse, tell_done
from jobs.admin.hall_overview import halls_of
from jobs.admin.zone_inline import ZoneInline, add_booths_asked_for
from jobs.forms.bulk import AddBoothsForm
from jobs.models import Booth, Participation, Venue, Zone
from jobs.row_counts import count_of
from tongwulang.accounts.scoped_admin import SharedAdmin, SharedInline, person
from tongwulang.accounts.scoped_filters import AutocompleteFilter


class BoothInline(SharedInline):
    model = Booth
    per_page = 50


@admin.register(Venue)
class VenueAdmin(SharedAdmin):
    list_display = ["name", "fair", "region", "zone_count", "participation_count", "is_demo"]
    list_filter = [("fair", AutocompleteFilter), ("region", AutocompleteFilter), "is_demo"]
    list_select_related = ["fair", "region"]
    search_fields = ["name", "fair__name"]
    search_help_text = _("会场或招聘会名称")
    autocomplete_fields = ["fair", "region"]
    inlines = [ZoneInline]
    head_template = "admin/jobs/venue/plan_head.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Venue]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                zones_counted=count_of(Zone.objects.all(), by="venue"),
                participations_counted=count_of(Participation.objects.accepted(), by="venue"),
            )
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if kwargs.get("obj") is not None:
            rows = Venue.objects.filter(pk=kwargs["obj"].pk)
            context["halls"] = halls_of(rows, person(request))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        add_booths_asked_for(formset, by=person(request))

    @admin.display(description=_("展区数"), ordering="zones_counted")
    def zone_count(self, venue: Any) -> int:
        return venue.zones_counted

    @admin.display(description=_("参会单位"), ordering="participations_counted")
    def participation_count(self, venue: Any) -> int:
        return venue.participations_counted


@admin.register(Zone)
class ZoneAdmin(SharedAdmin):
    list_display = ["code", "name", "venue", "booth_count", "taken_count"]
    list_filter = [("venue__fair", AutocompleteFilter), ("venue", AutocompleteFilter)]
    list_select_related = ["venue"]
    search_fields = ["code", "name", "venue__name"]
    search_help_text = _("展区编号、名称或会场")
    autocomplete_fields = ["venue"]
    inlines = [BoothInline]
    actions = ["add_booths"]
    offers = {"": ["add_booths"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Zone]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                booths_counted=count_of(Booth.objects.all(), by="zone"),
                taken_counted=count_of(Participation.objects.all(), by="booth__zone"),
            )
        )

    @admin.display(description=_("展位数"), ordering="booths_counted")
    def booth_count(self, zone: Any) -> int:
        return zone.booths_counted

    @admin.display(description=_("已用展位"), ordering="taken_counted")
    def taken_count(self, zone: Any) -> int:
        return zone.taken_counted

    @admin.action(description=_("批量添加展位"), permissions=["change"])
    def add_booths(self, request: HttpRequest, rows: QuerySet[Zone]) -> HttpResponse | None:
        asked = ask_first(
            self,
            request,
            rows,
            form=AddBoothsForm,
            title=_("批量添加展位"),
            warning=_("展位号为展区编号加序号，如 B01 至 B40；已有的展位不变。"),
        )
        if isinstance(asked, HttpResponse):
            return asked
        made = 0
        try:
            for zone in rows:
                made += booths.add_booths(zone=zone, by=person(request), **asked.cleaned_data)
        except ValidationError as refusal:
            refuse(self, request, refusal)
            return None
        tell_done(self, request, rows, made)
        return None


@admin.register(Booth)
class BoothAdmin(SharedAdmin):
    list_display = ["number", "occupant", "zone", "venue", "fair"]
    list_filter = [
        OccupancyFilter,
        ("zone__venue__fair", AutocompleteFilter),
        ("zone__venue", AutocompleteFilter),
        ("zone", AutocompleteFilter),
    ]
    list_select_related = ["zone__venue__fair"]
    search_fields = ["number", "zone__name", "zone__venue__name"]
    search_help_text = _("展位号、单位名称、展区或会场")
    autocomplete_fields = ["zone"]
    ordering = ["zone__venue", "zone__code", "number"]
    readonly_fields = ["occupant"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Booth]:
        mine = Participation.objects.visible_to(request.user).select_related("employer")
        return (
            super()
            .get_queryset(request)
            .annotate(taken=count_of(Participation.objects.all(), by="booth"))
            .prefetch_related(Prefetch("participation", mine, to_attr="mine"))
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Booth], search_term: str
    ) -> tuple[QuerySet[Booth], bool]:
        """Also by the employer that stands there, among those that the person may see."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if search_term:
            mine = Participation.objects.visible_to(request.user).named(search_term)
            found |= queryset.filter(pk__in=mine.values("booth"))
        return found, may_repeat

    @admin.display(description=_("单位"), ordering="taken")
    def occupant(self, booth: Any) -> SafeString | str:
        if booth.mine is not None:
            link = reverse("admin:jobs_participation_change", args=[booth.mine.pk])
            return format_html('<a class="desk-link" href="{}">{}</a>', link, booth.mine.employer)
        return str(_("由其他单位负责") if booth.taken else _("空"))

    @admin.display(description=_("会场"), ordering="zone__venue")
    def venue(self, booth: Booth) -> Venue:
        return booth.zone.venue

    @admin.display(description=_("招聘会"), ordering="zone__venue__fair")
    def fair(self, booth: Booth) -> Any:
        return booth.zone.venue.fair
