"""Regions, industries and occupations: what the codes in other documents mean."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from jobs.api.documents import Document
from jobs.api.orders import by
from jobs.api.resources import Resource
from tongwulang.regions.choices import (
    IndustryLevel,
    IndustryScheme,
    OccupationLevel,
    RegionLevel,
)
from tongwulang.regions.models import Industry, Occupation, Region


class Coded(Document):
    """A row of a code table."""

    KEY = "code"

    code = serializers.CharField(help_text=_("代码。"))
    name = serializers.CharField(help_text=_("名称。"))


class RegionDocument(Coded):
    EXAMPLE = {
        "code": "131082",
        "name": "三河市",
        "short_name": "三河",
        "level": "county",
        "parent_code": "131000",
        "place_code": "131000",
    }

    short_name = serializers.CharField(help_text=_("简称。"))
    level = serializers.ChoiceField(choices=RegionLevel.choices, help_text=_("级别。"))
    parent_code = serializers.CharField(
        source="parent_id", allow_null=True, help_text=_("上级地区的代码。")
    )
    place_code = serializers.CharField(
        source="place_id", allow_null=True, help_text=_("属于通州、武清、廊坊中的哪一地。")
    )


class IndustryDocument(Coded):
    EXAMPLE = {
        "code": "C",
        "name": "制造业",
        "scheme": "gbt4754",
        "level": "section",
        "parent_code": None,
    }

    scheme = serializers.ChoiceField(choices=IndustryScheme.choices, help_text=_("哪种分类。"))
    level = serializers.ChoiceField(choices=IndustryLevel.choices, help_text=_("级别。"))
    parent_code = serializers.CharField(
        source="parent_id", allow_null=True, help_text=_("上级行业的代码。")
    )


class OccupationDocument(Coded):
    EXAMPLE = {
        "code": "6-18-01-01",
        "name": "车工",
        "level": "occupation",
        "parent_code": "6-18-01",
    }

    level = serializers.ChoiceField(choices=OccupationLevel.choices, help_text=_("级别。"))
    parent_code = serializers.CharField(
        source="parent_id", allow_null=True, help_text=_("上级分类的代码。")
    )


class RegionFilterSet(django_filters.FilterSet):
    level = django_filters.ChoiceFilter(label=_("级别"), choices=RegionLevel.choices)
    within = django_filters.ModelChoiceFilter(
        label=_("在哪个地区以内，含它自己"),
        queryset=Region.objects.all(),
        method="narrow_within",
        error_messages={"invalid_choice": _("没有代码为“%(value)s”的地区。")},
    )

    class Meta:
        model = Region
        fields: tuple[str, ...] = ()

    def narrow_within(self, rows: Any, name: str, value: Region) -> QuerySet[Region]:
        return rows.within(value.code)


class IndustryFilterSet(django_filters.FilterSet):
    scheme = django_filters.ChoiceFilter(label=_("哪种分类"), choices=IndustryScheme.choices)
    level = django_filters.ChoiceFilter(label=_("级别"), choices=IndustryLevel.choices)

    class Meta:
        model = Industry
        fields: tuple[str, ...] = ()


class OccupationFilterSet(django_filters.FilterSet):
    level = django_filters.ChoiceFilter(label=_("级别"), choices=OccupationLevel.choices)

    class Meta:
        model = Occupation
        fields: tuple[str, ...] = ()


BY_CODE = {"code": by("code")}

REGIONS = Resource(
    name="regions",
    label=str(_("地区")),
    document=RegionDocument,
    public=Region.objects.all,
    orders=BY_CODE,
    filterset=RegionFilterSet,
    mirrored_by=frozenset({"level", "within"}),
)
INDUSTRIES = Resource(
    name="industries",
    label=str(_("行业")),
    document=IndustryDocument,
    public=Industry.objects.all,
    orders=BY_CODE,
    filterset=IndustryFilterSet,
    mirrored_by=frozenset({"scheme", "level"}),
)
OCCUPATIONS = Resource(
    name="occupations",
    label=str(_("职业")),
    document=OccupationDocument,
    public=Occupation.objects.all,
    orders=BY_CODE,
    filterset=OccupationFilterSet,
    mirrored_by=frozenset({"level"}),
)
