"""Announced fairs, their halls, and who takes part."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from jobs.api.code_tables import RegionDocument
from jobs.api.documents import Document, PageAddress, Related, grouped
from jobs.api.employers import EmployerDocument
from jobs.api.orders import by
from jobs.api.resources import Expansion, Resource
from jobs.choices import Audience, FairRole, FairStatus
from jobs.filter_fields import WholeNumberFilter
from jobs.models import Employer, Fair, FairOrganization, Participation, Venue, Zone
from tongwulang.regions.models import Region


class HostSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(help_text=_("单位名称。"))
    role = serializers.ChoiceField(choices=FairRole.choices, help_text=_("主办或承办。"))


class Hosts(Related):
    child = HostSerializer()

    def load(self, keys: Sequence[Any]) -> dict[Any, list[Any]]:
        rows = FairOrganization.objects.filter(fair__slug__in=keys).order_by("pk")
        return grouped(
            (slug, {"name": name, "role": role})
            for slug, name, role in rows.values_list("fair__slug", "organization__name", "role")
        )


class FairDocument(Document):
    KEY = "slug"
    EXAMPLE = {
        "slug": "spring-2027",
        "url": "https://example.invalid/fairs/spring-2027/",
        "name": "通武廊春季招聘会",
        "audience": "",
        "status": "published",
        "year": 2027,
        "starts_on": "2027-03-27",
        "ends_on": "2027-03-28",
        "dates_text": "",
        "introduction": "",
        "source": "",
        "hosts": [{"name": "廊坊市人力资源和社会保障局", "role": "host"}],
    }

    slug = serializers.CharField(help_text=_("网址名，也是主键。"))
    url = PageAddress("/fairs/{}/", ("slug",), help_text=_("给人看的网页。"))
    name = serializers.CharField(help_text=_("名称。"))
    audience = serializers.ChoiceField(
        choices=Audience.choices, allow_blank=True, help_text=_("面向谁；空为所有求职者。")
    )
    status = serializers.ChoiceField(
        choices=[(one.value, one.label) for one in (FairStatus.PUBLISHED, FairStatus.HELD)],
        help_text=_("状态。"),
    )
    year = serializers.IntegerField(help_text=_("年份。"))
    starts_on = serializers.DateField(allow_null=True, help_text=_("开始日期；未知为 null。"))
    ends_on = serializers.DateField(allow_null=True, help_text=_("结束日期；未知为 null。"))
    dates_text = serializers.CharField(allow_blank=True, help_text=_("时间说明。"))
    introduction = serializers.CharField(allow_blank=True, help_text=_("简介。"))
    source = serializers.CharField(allow_blank=True, help_text=_("报道来源；空为本系统举办。"))  # type: ignore[assignment]
    hosts = Hosts(help_text=_("主办与承办单位。"))


class ZoneSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(help_text=_("编号。"))
    code = serializers.CharField(help_text=_("展区编号。"))
    name = serializers.CharField(help_text=_("展区名称。"))


class Zones(Related):
    child = ZoneSerializer()

    def load(self, keys: Sequence[Any]) -> dict[Any, list[Any]]:
        rows = Zone.objects.filter(venue__in=keys).order_by("code")
        return grouped(
            (venue, {"id": pk, "code": code, "name": name})
            for venue, pk, code, name in rows.values_list("venue_id", "pk", "code", "name")
        )


class VenueDocument(Document):
    EXAMPLE = {
        "id": 1,
        "url": "https://example.invalid/fairs/spring-2027/venues/1/",
        "fair_slug": "spring-2027",
        "region_code": "131000",
        "name": "廊坊会场",
        "address": "",
        "is_demo": False,
        "zones": [{"id": 3, "code": "A", "name": "先进制造"}],
    }

    id = serializers.IntegerField(help_text=_("编号。"))
    url = PageAddress("/fairs/{}/venues/{}/", ("fair__slug", "id"), help_text=_("给人看的网页。"))
    fair_slug = serializers.CharField(source="fair.slug", help_text=_("招聘会的网址名。"))
    region_code = serializers.CharField(source="region_id", help_text=_("所在地区代码。"))
    name = serializers.CharField(help_text=_("会场名称。"))
    address = serializers.CharField(allow_blank=True, help_text=_("地址。"))
    is_demo = serializers.BooleanField(help_text=_("是否为演示数据。"))
    zones = Zones(help_text=_("展区。"))


class ParticipationDocument(Document):
    EXAMPLE = {
        "id": 12,
        "fair_slug": "spring-2027",
        "employer_id": 135,
        "venue_id": 1,
        "zone_id": 3,
        "booth": "A12",
    }

    id = serializers.IntegerField(help_text=_("编号。"))
    fair_slug = serializers.CharField(source="fair.slug", help_text=_("招聘会的网址名。"))
    employer_id = serializers.IntegerField(help_text=_("用人单位编号。"))
    venue_id = serializers.IntegerField(allow_null=True, help_text=_("会场编号；未定为 null。"))
    zone_id = serializers.IntegerField(
        source="booth.zone_id", allow_null=True, help_text=_("展区编号；未定为 null。")
    )
    booth = serializers.CharField(
        source="booth.number", allow_null=True, help_text=_("展位号；未定为 null。")
    )


def _fair_filter(path: str) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=_("招聘会"),
        field_name=path,
        queryset=lambda request: Fair.objects.announced(),
        to_field_name="slug",
        error_messages={"invalid_choice": _("没有名为“%(value)s”的招聘会。")},
    )


class FairFilterSet(django_filters.FilterSet):
    audience = django_filters.ChoiceFilter(label=_("面向"), choices=Audience.choices)
    year = WholeNumberFilter(
        label=_("年份"),
        min_value=1900,
        max_value=9999,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("应为 1900 至 9999 的整数。")
        ),
    )

    class Meta:
        model = Fair
        fields: tuple[str, ...] = ()


class VenueFilterSet(django_filters.FilterSet):
    fair = _fair_filter("fair")

    class Meta:
        model = Venue
        fields: tuple[str, ...] = ()


class ParticipationFilterSet(django_filters.FilterSet):
    fair = _fair_filter("fair")
    venue = django_filters.ModelChoiceFilter(
        label=_("会场"),
        queryset=lambda request: Venue.objects.of_announced_fairs(),
        error_messages={"invalid_choice": _("没有编号为“%(value)s”的会场。")},
    )
    employer = django_filters.ModelChoiceFilter(
        label=_("用人单位"),
        queryset=lambda request: Employer.objects.verified(),
        error_messages={"invalid_choice": _("没有编号为“%(value)s”的用人单位。")},
    )

    class Meta:
        model = Participation
        fields: tuple[str, ...] = ()


FAIRS = Resource(
    name="fairs",
    label=str(_("招聘会")),
    document=FairDocument,
    public=Fair.objects.announced,
    orders={"newest": by("-year", "-slug"), "slug": by("slug")},
    filterset=FairFilterSet,
    ended=Fair.objects.called_off,
    mirrored_by=frozenset({"audience", "year"}),
)
FAIR = Expansion(FairDocument, FAIRS.public, "fair_slug")

VENUES = Resource(
    name="venues",
    label=str(_("会场")),
    document=VenueDocument,
    public=Venue.objects.of_announced_fairs,
    orders={"id": by("id")},
    filterset=VenueFilterSet,
    expansions={
        "fair": FAIR,
        "region": Expansion(RegionDocument, Region.objects.all, "region_code"),
    },
    mirrored_by=frozenset({"fair"}),
)
PARTICIPATIONS = Resource(
    name="participations",
    label=str(_("参会单位")),
    document=ParticipationDocument,
    public=Participation.objects.public,
    orders={"id": by("id")},
    filterset=ParticipationFilterSet,
    expansions={
        "fair": FAIR,
        "venue": Expansion(VenueDocument, VENUES.public, "venue_id"),
        "employer": Expansion(EmployerDocument, Employer.objects.verified, "employer_id"),
    },
    mirrored_by=frozenset({"fair", "venue", "employer"}),
)
