"""A zone of a hall as one fills a hall in: a letter, a name, and how far its booths go."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from jobs.actions.booths import MOST_ADDED
from jobs.models import Zone


class ZoneForm(forms.ModelForm):
    """The zone, and the number that its booths go up to; the missing ones are to be added.

    Booths are not taken away here: somebody may stand there.
    """

    last_booth = forms.IntegerField(
        label=_("展位编到"),
        required=False,
        min_value=1,
        max_value=MOST_ADDED,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=_("如填 40，补齐 01 至 40 号展位；已有的不变。"),
    )

    class Meta:
        model = Zone
        fields = ("code", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_booth"].initial = last_number(self.instance)

    def clean_last_booth(self) -> int | None:
        number, last = self.cleaned_data["last_booth"], last_number(self.instance)
        if last and (number or 0) < last:
            raise forms.ValidationError(
                _("已编到 %(last)s 号，这里不能减少；要删除展位，请打开这个展区。"),
                params={"last": last},
            )
        return number


def last_number(zone: Zone) -> int | None:
    """The highest number of the zone's booths that are numbered as a row of booths is (B01, B02…);
    no query where the booths are loaded."""
    if zone._state.adding:
        return None
    numbered = re.compile(re.escape(zone.code) + r"([0-9]+)")
    found = [numbered.fullmatch(booth.number) for booth in zone.booths.all()]
    return max((int(match[1]) for match in found if match), default=None)
