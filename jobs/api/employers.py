"""Verified employers. Nothing of the others is public, and no contact of any."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from jobs.api.code_tables import IndustryDocument, RegionDocument
from jobs.api.documents import Document, PageAddress
from jobs.api.orders import by
from jobs.api.resources import Expansion, Resource
from jobs.choices import EmployerNature, EmployerSize
from jobs.models import Employer
from jobs.search.query import LONGEST_QUERY, parse
from tongwulang.regions.models import Industry, Region


class EmployerDocument(Document):
    EXAMPLE = {
        "id": 135,
        "url": "https://example.invalid/employers/135/",
        "name": "演示单位（高端装备）第 135 号",
        "uscc": None,
        "nature": "private",
        "size": "100-499",
        "industry_code": "C34",
        "emerging_industry_code": "SEI2",
        "region_code": "131082",
        "address": "演示产业园",
        "introduction": "",
        "is_demo": True,
        "verified_at": "2026-10-24T01:00:00Z",
    }

    id = serializers.IntegerField(help_text=_("编号。"))
    url = PageAddress("/employers/{}/", ("id",), help_text=_("给人看的网页。"))
    name = serializers.CharField(help_text=_("单位名称。"))
    uscc = serializers.CharField(allow_null=True, help_text=_("统一社会信用代码。"))
    nature = serializers.ChoiceField(
        choices=EmployerNature.choices, allow_blank=True, help_text=_("单位性质；空为未填。")
    )
    size = serializers.ChoiceField(
        choices=EmployerSize.choices, allow_blank=True, help_text=_("规模；空为未填。")
    )
    industry_code = serializers.CharField(
        source="industry_id", allow_null=True, help_text=_("GB/T 4754 行业代码。")
    )
    emerging_industry_code = serializers.CharField(
        source="emerging_industry_id", allow_null=True, help_text=_("新兴或未来产业代码。")
    )
    region_code = serializers.CharField(source="region_id", help_text=_("所在地区代码。"))
    address = serializers.CharField(allow_blank=True, help_text=_("地址。"))
    introduction = serializers.CharField(allow_blank=True, help_text=_("单位简介。"))
    is_demo = serializers.BooleanField(help_text=_("是否为演示数据。"))
    verified_at = serializers.DateTimeField(help_text=_("主办单位核验的时间。"))


class EmployerFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("单位名称"), method="narrow_q", max_length=LONGEST_QUERY)
    region = django_filters.ModelChoiceFilter(
        label=_("地区，含其以下"),
        queryset=Region.objects.all(),
        method="narrow_region",
        error_messages={"invalid_choice": _("没有代码为“%(value)s”的地区。")},
    )
    nature = django_filters.ChoiceFilter(label=_("单位性质"), choices=EmployerNature.choices)
    size = django_filters.ChoiceFilter(label=_("规模"), choices=EmployerSize.choices)

    class Meta:
        model = Employer
        fields: tuple[str, ...] = ()

    def narrow_q(self, rows: Any, name: str, value: str) -> QuerySet[Employer]:
        return rows.matching(parse(value))

    def narrow_region(self, rows: Any, name: str, value: Region) -> QuerySet[Employer]:
        return rows.within(value)


EMPLOYERS = Resource(
    name="employers",
    label=str(_("用人单位")),
    document=EmployerDocument,
    public=Employer.objects.verified,
    orders={"id": by("id"), "name": by("name", "id")},
    filterset=EmployerFilterSet,
    expansions={
        "region": Expansion(RegionDocument, Region.objects.all, "region_code"),
        "industry": Expansion(IndustryDocument, Industry.objects.all, "industry_code"),
        "emerging_industry": Expansion(
            IndustryDocument, Industry.objects.all, "emerging_industry_code"
        ),
    },
    mirrored_by=frozenset({"region", "nature", "size"}),
)
