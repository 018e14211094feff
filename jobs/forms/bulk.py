"""What actions on chosen rows ask for before they act."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminDateWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminRadioSelectWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from jobs.models import Booth, Fair, Venue, Zone

# What is offered as a new expiry: one month on.
EXTENDED_DAYS = 30


class ConfirmForm(forms.Form):
    """Asks for nothing but the confirmation."""


class ReasonForm(forms.Form):
    """Why: kept with the row and told to whom it concerns."""

    reason = forms.CharField(label=_("理由"), max_length=200, widget=UnfoldAdminTextareaWidget)


class ExtendForm(forms.Form):
    """The new last day of posts."""

    expires_on = forms.DateField(label=_("新的截止日期"), widget=UnfoldAdminDateWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        later = timezone.localdate() + dt.timedelta(days=EXTENDED_DAYS)
        self.fields["expires_on"].initial = later

    def clean_expires_on(self) -> dt.date:
        day = self.cleaned_data["expires_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("新的截止日期已过。"))
        return day


class AddBoothsForm(forms.Form):
    """A range of numbers."""

    first = forms.IntegerField(
        label=_("起始号"), min_value=1, initial=1, widget=UnfoldAdminIntegerFieldWidget
    )
    last = forms.IntegerField(
        label=_("结束号"), min_value=1, max_value=9999, widget=UnfoldAdminIntegerFieldWidget
    )


class CopyFairForm(forms.Form):
    """The year, name and address of the copy; its days may be unknown yet."""

    year = forms.IntegerField(label=_("年份"), widget=UnfoldAdminIntegerFieldWidget)
    name = forms.CharField(label=_("名称"), max_length=120, widget=UnfoldAdminTextInputWidget)
    slug = forms.SlugField(
        label=_("网址名"),
        max_length=60,
        widget=UnfoldAdminTextInputWidget,
        error_messages={"invalid": _("只能用字母、数字、连字符和下划线。")},
    )
    starts_on = forms.DateField(label=_("开始日期"), required=False, widget=UnfoldAdminDateWidget)
    ends_on = forms.DateField(label=_("结束日期"), required=False, widget=UnfoldAdminDateWidget)

    def __init__(self, *args: Any, fair: Fair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in _next_year(fair).items():
            self.fields[name].initial = value


def _next_year(fair: Fair) -> dict[str, Any]:
    """Year, name and address of next year's: the year in them moves on, or is put behind."""
    this, following = str(fair.year), str(fair.year + 1)
    name = fair.name.replace(this, following)
    slug = fair.slug.replace(this, following)
    return {
        "year": fair.year + 1,
        "name": name if name != fair.name else f"{fair.name}（{following}）",
        "slug": slug if slug != fair.slug else f"{fair.slug}-{following}",
    }


class AssignForm(forms.Form):
    """A hall or one of its zones, and for one employer also its very booth.

    `place` is "venue-<id>" or "zone-<id>"; `chosen` gives them as rows once the form is valid.
    """

    IN_ORDER, HALL_ONLY = "in_order", "hall_only"

    place = forms.ChoiceField(label=_("会场或展区"), widget=UnfoldAdminSelectWidget)
    how = forms.ChoiceField(
        label=_("展位"),
        choices=[
            (IN_ORDER, _("按展位号顺序安排空展位")),
            (HALL_ONLY, _("先定会场，展位以后再排")),
        ],
        initial=IN_ORDER,
        widget=UnfoldAdminRadioSelectWidget,
    )
    booth = forms.ModelChoiceField(
        Booth.objects.none(),
        label=_("指定展位"),
        required=False,
        empty_label=_("不指定"),
        widget=UnfoldAdminSelectWidget,
    )

    def __init__(self, *args: Any, fair: Fair, is_single: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Booth.objects.filter(zone__venue__fair=fair, participation=None)
        free = free.select_related("zone__venue").order_by("zone__venue", "zone__code", "number")
        self._places: dict[str, Venue | Zone] = {}
        self.fields["place"].choices = self._choices(fair, list(free))  # type: ignore[attr-defined]
        if is_single:
            self.fields["booth"].queryset = free  # type: ignore[attr-defined]
        else:
            del self.fields["booth"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        place, booth = self._places.get(cleaned.get("place", "")), cleaned.get("booth")
        if booth is not None and place not in (booth.zone, booth.zone.venue):
            self.add_error("booth", _("展位不在所选会场或展区。"))
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """Arguments of actions.booths.assign_places."""
        place = self._places[self.cleaned_data["place"]]
        zone = place if isinstance(place, Zone) else None
        return {
            "venue": place.venue if isinstance(place, Zone) else place,
            "zone": zone,
            "booth": self.cleaned_data.get("booth"),
            "with_booths": self.cleaned_data["how"] == self.IN_ORDER,
        }

    def _choices(self, fair: Fair, free: list[Booth]) -> list[tuple[str, list[tuple[str, Any]]]]:
        groups = []
        for venue in fair.venues.prefetch_related("zones"):
            left = sum(booth.zone.venue_id == venue.pk for booth in free)
            options = [self._option("venue", venue, _("整个会场"), left)]
            for zone in venue.zones.all():
                zone.venue = venue
                left = sum(booth.zone_id == zone.pk for booth in free)
                options.append(self._option("zone", zone, str(zone), left))
            groups.append((venue.name, options))
        return groups

    def _option(self, kind: str, row: Any, name: Any, left: int) -> tuple[str, Any]:
        key = f"{kind}-{row.pk}"
        self._places[key] = row
        return key, _("%(name)s，空展位 %(left)s 个") % {"name": name, "left": left}
