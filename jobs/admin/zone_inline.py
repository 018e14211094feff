"""The zones of a hall with their booths, worked on at the page of the hall and of its fair."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jobs.actions import booths
from jobs.forms.zones import ZoneForm
from jobs.models import Zone
from tongwulang.accounts.scoped_admin import SharedInline

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


class ZoneInline(SharedInline):
    """A zone in a row; how far its booths go is typed, or for those who may only look, counted."""

    model = Zone
    form = ZoneForm
    readonly_fields = ["booth_count"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Zone]:
        return super().get_queryset(request).prefetch_related("booths")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        booths_as = "last_booth" if self.has_change_permission(request, obj) else "booth_count"
        return ["code", "name", booths_as]

    @admin.display(description=_("展位数"))
    def booth_count(self, zone: Zone) -> int:
        return len(zone.booths.all())


def add_booths_asked_for(formset: BaseInlineFormSet, *, by: "User") -> None:
    """Once zones are saved: add the booths up to the number that was typed for each."""
    for form in formset.forms:
        if isinstance(form, ZoneForm) and form.instance.pk and "last_booth" in form.changed_data:
            booths.add_booths(
                zone=form.instance, first=1, last=form.cleaned_data["last_booth"], by=by
            )


def zone_errors(inlines: Iterable[Any]) -> list[Any]:
    """What is wrong with the zones of the halls among these inlines: the theme says it beside the
    field alone, which may lie under a tab that is not open."""
    halls = [form for inline in inlines for form in inline.formset.forms]
    zones = [nested.formset for hall in halls for nested in getattr(hall, "nested_formsets", ())]
    return [
        error
        for formset in zones
        if formset.is_bound
        for fields in (*formset.errors, {"": formset.non_form_errors()})
        for error in fields.values()
        if error
    ]
