"""Admin of the code tables: searched and corrected by hand, filled by load_seeds."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import AutocompleteSelectFilter, RelatedDropdownFilter

from tongwulang.regions.models import (
    Education,
    Industry,
    Major,
    Occupation,
    Region,
    RegionNeighbour,
    SeedTable,
)


class StaffReadsAdmin(ModelAdmin):
    """Public facts: all staff look them up in forms and lists, a platform admin corrects them."""

    list_filter_submit = True

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.is_active and request.user.is_staff)


class CodeTableAdmin(StaffReadsAdmin):
    """Rows keyed by a code, which is fixed: saving another one would make a second row."""

    search_fields: tuple[str, ...] = ("code", "name")
    list_per_page = 50

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[str] | tuple[Any, ...]:
        return (*super().get_readonly_fields(request, obj), *(("code",) if obj else ()))


@admin.register(Region)
class RegionAdmin(CodeTableAdmin):
    list_display = ("code", "name", "level", "parent", "place", "is_statistical")
    list_filter = (("place", RelatedDropdownFilter), "level", "is_statistical")
    list_select_related = ("parent", "place")
    search_fields = ("code", "name", "short_name")
    autocomplete_fields = ("parent", "place")


@admin.register(RegionNeighbour)
class RegionNeighbourAdmin(StaffReadsAdmin):
    list_display = ("region", "neighbour", "is_confirmed", "source")
    list_filter = (("region", AutocompleteSelectFilter), "is_confirmed")
    list_select_related = ("region", "neighbour")
    search_fields = ("region__name", "neighbour__name")
    autocomplete_fields = ("region", "neighbour")


@admin.register(Industry)
class IndustryAdmin(CodeTableAdmin):
    list_display = ("code", "name", "scheme", "level", "parent")
    list_filter = ("scheme", "level")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)


@admin.register(Education)
class EducationAdmin(CodeTableAdmin):
    list_display = ("code", "name", "rank")
    list_filter = ("rank",)


@admin.register(Occupation)
class OccupationAdmin(CodeTableAdmin):
    list_display = ("code", "name", "level", "parent")
    list_filter = ("level",)
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)


@admin.register(Major)
class MajorAdmin(CodeTableAdmin):
    list_display = ("code", "name", "education_level", "level", "parent")
    list_filter = ("education_level", "level")
    list_select_related = ("parent",)
    search_fields = ("code", "name", "old_names")
    autocomplete_fields = ("parent",)


@admin.register(SeedTable)
class SeedTableAdmin(StaffReadsAdmin):
    """What load_seeds recorded; only it writes here."""

    list_display = ("title", "as_of", "row_count", "loaded_at")
    list_filter = ("loaded_at",)
    search_fields = ("name", "title", "origin")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
