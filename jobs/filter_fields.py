"""Filters of values that no stock field reads: elsewhere, an occupation in words, whole numbers."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from jobs.search.query import parse
from tongwulang.regions.models import Occupation

LONGEST_OCCUPATION = 30


class Elsewhere:
    """Every region outside the three places, as a value of the filter of regions."""

    pk = "elsewhere"
    place_id = None

    def __str__(self) -> str:
        return str(_("京津冀其他地区"))


ELSEWHERE = Elsewhere()


class RegionField(django_filters.fields.ModelChoiceField):
    """A region by its code, or `elsewhere`."""

    def to_python(self, value: Any) -> Any:
        return ELSEWHERE if value == ELSEWHERE.pk else super().to_python(value)

    def validate(self, value: Any) -> None:
        if value is not ELSEWHERE:
            super().validate(value)


class RegionFilter(django_filters.ModelChoiceFilter):
    field_class = RegionField


@dataclass(frozen=True)
class Occupations:
    """What was typed, and the codes of 职业分类大典 that it means."""

    text: str
    codes: tuple[str, ...]

    def __str__(self) -> str:
        return self.text


class OccupationField(forms.CharField):
    """An occupation by its code, the code of a group above it, or words of its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_OCCUPATION, **kwargs)

    def clean(self, value: Any) -> Occupations | None:
        text = super().clean(value)
        if not text:
            return None
        found = list(_meant_by(text))
        if not found:
            raise ValidationError(
                _("没有名称含“%(text)s”的职业。"), code="unknown", params={"text": text}
            )
        named = dict(found).get(text)
        return Occupations(named or text, tuple(code for code, _name in found))


def _meant_by(text: str) -> Any:
    """(code, name) of the occupations: those below a code, or with the words or a synonym."""
    occupations = Occupation.objects.filter(level="occupation")
    coded = occupations.filter(Q(pk=text) | Q(pk__startswith=f"{text}-"))
    if text[:1].isdigit():
        return coded.values_list("pk", "name")
    called = [group.names for group in parse(text).groups]
    return occupations.called(*called).values_list("pk", "name") if called else []


class OccupationFilter(django_filters.Filter):
    field_class = OccupationField


def whole_number(label: Any, between: tuple[int, int], unit: Any, **kwargs: Any) -> Any:
    """A filter that takes a whole number between two bounds, both taken, in this unit."""
    lowest, highest = between
    bounds = {"lowest": f"{lowest:,}", "highest": f"{highest:,}", "unit": unit}
    wrong = format_lazy(_("应为 {lowest} 至 {highest} 的整数（{unit}）。"), **bounds)
    return WholeNumberFilter(
        label=label,
        min_value=lowest,
        max_value=highest,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        **kwargs,
    )


class WholeNumberFilter(django_filters.NumberFilter):
    field_class = forms.IntegerField

    def get_max_validator(self) -> None:
        """The field's own bounds say it in Chinese."""
        return
