"""Admin of halls, zones and booths."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jobs.models import Booth, Venue, Zone
from jobs.row_counts import count_of
from tongwulang.accounts.scoped_admin import SharedAdmin, SharedInline


class ZoneInline(SharedInline):
    model = Zone


class BoothInline(SharedInline):
    model = Booth


@admin.register(Venue)
class VenueAdmin(SharedAdmin):
    list_display = ["name", "fair", "region", "zone_count", "is_demo"]
    list_filter = ["fair", "is_demo"]
    list_select_related = ["fair", "region"]
    search_fields = ["name", "fair__name"]
    autocomplete_fields = ["fair", "region"]
    inlines = [ZoneInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Venue]:
        return (
            super()
            .get_queryset(request)
            .annotate(zones_counted=count_of(Zone.objects.all(), by="venue"))
        )

    @admin.display(description=_("展区数"), ordering="zones_counted")
    def zone_count(self, venue: Venue) -> int:
        return venue.zones_counted  # type: ignore[attr-defined]


@admin.register(Zone)
class ZoneAdmin(SharedAdmin):
    list_display = ["code", "name", "venue", "booth_count"]
    list_filter = ["venue"]
    list_select_related = ["venue"]
    search_fields = ["code", "name", "venue__name"]
    autocomplete_fields = ["venue"]
    inlines = [BoothInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Zone]:
        return (
            super()
            .get_queryset(request)
            .annotate(booths_counted=count_of(Booth.objects.all(), by="zone"))
        )

    @admin.display(description=_("展位数"), ordering="booths_counted")
    def booth_count(self, zone: Zone) -> int:
        return zone.booths_counted  # type: ignore[attr-defined]


@admin.register(Booth)
class BoothAdmin(SharedAdmin):
    list_display = ["number", "zone", "venue"]
    list_filter = ["zone__venue"]
    list_select_related = ["zone__venue"]
    search_fields = ["number", "zone__name", "zone__venue__name"]
    autocomplete_fields = ["zone"]

    @admin.display(description=_("会场"), ordering="zone__venue")
    def venue(self, booth: Booth) -> Venue:
        return booth.zone.venue
