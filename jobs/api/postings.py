"""Public posts, as approved: what is past its expiry, closed or suspended is not here."""

import datetime as dt
from collections.abc import Sequence
from itertools import compress
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from jobs.api.code_tables import IndustryDocument, OccupationDocument, RegionDocument
from jobs.api.documents import Computed, Document, PageAddress, Related, Texts, grouped
from jobs.api.employers import EmployerDocument
from jobs.api.fairs import PARTICIPATIONS, ParticipationDocument
from jobs.api.orders import by
from jobs.api.posting_facets import FACETS
from jobs.api.posting_found import PostingsFound
from jobs.api.resources import Expansion, Resource
from jobs.api.statements import rows_by_keys
from jobs.choices import Audience, EmploymentType, Shift
from jobs.filters import PostingFilterSet
from jobs.models import Employer, Participation, Posting
from tongwulang.regions.models import Industry, Occupation, Region


def _majors(keys: Sequence[Any]) -> Any:
    links = Posting.majors.through.objects.filter(posting__in=keys)
    return links.order_by("major_id").values_list("posting_id", "major_id")


def _brought(keys: Sequence[Any]) -> Any:
    brought = Participation.objects.public().filter(postings__in=keys)
    return brought.order_by("pk").values_list("postings", "pk")


AUDIENCES = tuple(Audience.values)


class Audiences(Computed, serializers.ListField):
    """The audiences that the post names."""

    columns = tuple(f"for_{audience}" for audience in Audience)
    child = serializers.ChoiceField(choices=Audience.choices)

    def value_of(self, *values: Any) -> list[str]:
        return list(compress(AUDIENCES, values))


class MajorCodes(Related):
    child = serializers.CharField()

    def load(self, keys: Sequence[Any]) -> dict[Any, list[Any]]:
        return grouped(rows_by_keys(_majors, keys))


class ParticipationIds(Related):
    child = serializers.IntegerField()

    def load(self, keys: Sequence[Any]) -> dict[Any, list[Any]]:
        return grouped(rows_by_keys(_brought, keys))


def _number(text: Any) -> serializers.IntegerField:
    return serializers.IntegerField(allow_null=True, help_text=text)


def _code(source: str, text: Any) -> serializers.CharField:
    return serializers.CharField(source=source, allow_null=True, help_text=text)


class PostingDocument(Document):
    EXAMPLE = {
        "id": 3492,
        "url": "https://example.invalid/postings/3492/",
        "title": "数控车工",
        "employer_id": 135,
        "occupation_code": "6-18-01-01",
        "industry_code": "C",
        "emerging_industry_code": "SEI2",
        "employment_type": "full_time",
        "headcount": 7,
        "duties": "按图纸编程、装夹并完成首件检验。",
        "requirements": "",
        "base_pay": 4000,
        "salary_min": 6500,
        "salary_max": 9000,
        "salary_months": 13,
        "is_negotiable": False,
        "negotiable_reason": "",
        "benefits": ["五险一金", "包住"],
        "education_min_code": "40",
        "experience_min": 2,
        "certificates": [],
        "skills": ["FANUC"],
        "shift": "two_shifts",
        "region_code": "131082",
        "address": "演示产业园",
        "insurance_region_code": None,
        "shuttle": "",
        "cross_border_on": None,
        "published_at": "2026-11-23T09:59:33Z",
        "expires_on": "2027-01-31",
        "audiences": ["veterans"],
        "major_codes": ["B0802"],
        "participation_ids": [12],
    }

    id = serializers.IntegerField(help_text=_("岗位编号。"))
    url = PageAddress("/postings/{}/", ("id",), help_text=_("给人看的网页。"))
    title = serializers.CharField(help_text=_("岗位名称。"))
    employer_id = serializers.IntegerField(help_text=_("用人单位编号。"))
    occupation_code = _code("occupation_id", _("职业分类大典（2022）代码。"))
    industry_code = _code("industry_id", _("GB/T 4754 行业门类代码。"))
    emerging_industry_code = _code("emerging_industry_id", _("新兴或未来产业代码。"))
    employment_type = serializers.ChoiceField(
        choices=EmploymentType.choices, help_text=_("用工形式。")
    )
    headcount = serializers.IntegerField(help_text=_("招聘人数。"))
    duties = serializers.CharField(help_text=_("岗位职责。"))
    requirements = serializers.CharField(allow_blank=True, help_text=_("其他要求。"))
    base_pay = _number(_("底薪，元/月；未知为 null。"))
    salary_min = _number(_("月薪下限，元；未知为 null，从不为 0。"))
    salary_max = _number(_("月薪上限，元；未知为 null，从不为 0。"))
    salary_months = serializers.IntegerField(help_text=_("每年发几个月。"))
    is_negotiable = serializers.BooleanField(help_text=_("是否面议。"))
    negotiable_reason = serializers.CharField(allow_blank=True, help_text=_("面议的理由。"))
    benefits = Texts("benefits", help_text=_("福利。"))
    education_min_code = _code("education_min_id", _("最低学历，GB/T 4658 代码；null 为不限。"))
    experience_min = serializers.IntegerField(help_text=_("经验下限，年；0 为不限。"))
    certificates = Texts("certificates", help_text=_("证书。"))
    skills = Texts("skills", help_text=_("技能。"))
    shift = serializers.ChoiceField(
        choices=Shift.choices, allow_blank=True, help_text=_("班次；空为未填。")
    )
    region_code = serializers.CharField(source="region_id", help_text=_("工作地区代码。"))
    address = serializers.CharField(allow_blank=True, help_text=_("工作地点。"))
    insurance_region_code = _code("insurance_region_id", _("社保缴纳地的代码。"))
    shuttle = serializers.CharField(allow_blank=True, help_text=_("班车。"))
    cross_border_on = serializers.DateField(
        allow_null=True, help_text=_("社保缴纳地、班车在哪天核实。")
    )
    published_at = serializers.DateTimeField(help_text=_("发布时间。"))
    expires_on = serializers.DateField(help_text=_("截止日期，当天仍可投递。"))
    audiences = Audiences(help_text=_("适合的人群。"))
    major_codes = MajorCodes(help_text=_("专业代码；空为不限。"))
    participation_ids = ParticipationIds(help_text=_("由哪些参会单位带到招聘会。"))


def _run_out(since: dt.date, until: dt.date) -> QuerySet[Posting]:
    return Posting.objects.ran_out(since, until)


def _ended() -> QuerySet[Posting]:
    return Posting.objects.ended().filter(employer__in=Employer.objects.verified())


# Not `q`, whose words another table may change; not `published`, which a day changes; not `nearby`
# and `occupation`, which read code tables.
MIRRORED_BY = frozenset(
    {"region", "industry", "education", "experience", "pay", "employment", "audience", "nature",
     "size", "fair", "venue", "zone"}
)  # fmt: skip
REGION = Region.objects.all

POSTINGS = Resource(
    name="postings",
    label=str(_("岗位")),
    document=PostingDocument,
    public=Posting.objects.published,
    orders={
        # As the bitmaps say where a post stands.
        "newest": by("-moment", "-id"),
        "pay": by("-pay", "-moment", "-id"),
        "expiry": by("expires_on", "-moment", "-id"),
        "id": by("id"),
    },
    filterset=PostingFilterSet,
    expansions={
        "employer": Expansion(EmployerDocument, Employer.objects.verified, "employer_id"),
        "region": Expansion(RegionDocument, REGION, "region_code"),
        "insurance_region": Expansion(RegionDocument, REGION, "insurance_region_code"),
        "industry": Expansion(IndustryDocument, Industry.objects.all, "industry_code"),
        "emerging_industry": Expansion(
            IndustryDocument, Industry.objects.all, "emerging_industry_code"
        ),
        "occupation": Expansion(OccupationDocument, Occupation.objects.all, "occupation_code"),
        "participations": Expansion(
            ParticipationDocument, PARTICIPATIONS.public, "participation_ids", is_many=True
        ),
    },
    ended=_ended,
    mirrored_by=MIRRORED_BY,
    run_out=_run_out,
    facets=tuple(FACETS),
    is_ranked=True,
    found=PostingsFound,
)
