"""Form of the page on which somebody applies: what is still missing, what they would not give."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.models import Applicant
from jobs.models.applicant import has_working_age
from jobs.models.handover import FIELDS, NEEDED, Given, given
from tongwulang.accounts.models import Notice
from tongwulang.accounts.phone_field import ReachableField

MONTHS = [("", _("月")), *((month, f"{month} 月") for month in range(1, 13))]
SEPARATOR = ","
PHONE = {"type": "tel", "inputmode": "tel", "autocomplete": "tel-national"}


class ApplyForm(forms.ModelForm):
    """`shown` are the fields that the page named: no more than these is given, whatever the
    person's data have become since."""

    shown = forms.CharField(label=_("提供的内容"), required=False, widget=forms.HiddenInput)
    notice = forms.CharField(label=_("告知版本"), required=False, widget=forms.HiddenInput)
    phone = ReachableField(widget=forms.TextInput(attrs=PHONE))
    leave_out = forms.MultipleChoiceField(
        label=_("不提供以下内容"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("能提供的内容刚刚变了，请看一遍再投递。")},
    )

    class Meta:
        model = Applicant
        fields = ["name", "phone", "birth_year", "birth_month"]
        labels = {"birth_year": _("出生年"), "birth_month": _("出生月")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "birth_year": forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "bday-year", "maxlength": 4}
            ),
            "birth_month": forms.Select(choices=MONTHS, attrs={"autocomplete": "bday-month"}),
        }
        help_texts = {"birth_year": _("只用来确认已满 16 周岁，不提供给用人单位。")}

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = notice
        # Looked at before what is typed goes into the instance.
        self.offered: list[Given] = given(self.instance)
        for name in self._meta.fields or ():
            if getattr(self.instance, name):
                del self.fields[name]
            else:
                self.fields[name].required = True
        self.offered_names = SEPARATOR.join(one.name for one in self.offered)
        self.fields["leave_out"].choices = [  # type: ignore[attr-defined]
            (one.name, one.label) for one in self.offered if one.name not in NEEDED
        ]

    @property
    def missing(self) -> list[forms.BoundField]:
        """The fields that have to be filled in first; none the second time."""
        return [self[name] for name in self._meta.fields or () if name in self.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("notice") != str(self.current.pk):
            # Nobody agrees to a version that they were not shown.
            self.add_error(None, _("告知内容刚刚更新，请看一遍再点“同意并投递”。"))
        year = cleaned.get("birth_year", self.instance.birth_year)
        month = cleaned.get("birth_month", self.instance.birth_month)
        if year and month and not has_working_age(year, month):
            self.add_error(
                "birth_year" if "birth_year" in self.fields else None,
                _("未满 16 周岁不能投递（禁止使用童工规定第二条）。"),
            )
        return cleaned

    @property
    def typed(self) -> dict[str, Any]:
        """What was missing, by field of Applicant."""
        return {field.name: self.cleaned_data[field.name] for field in self.missing}

    @property
    def agreed(self) -> set[str]:
        """Names of the fields that the employer may be given."""
        shown = {*NEEDED, *self.cleaned_data["shown"].split(SEPARATOR)} & FIELDS.keys()
        return shown - (set(self.cleaned_data["leave_out"]) - set(NEEDED))
