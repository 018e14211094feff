"""One FilterSet of public posts, for the page and for the API."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any, cast

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.asked_filters import with_only
from jobs.choices import Audience, EmployerNature, EmployerSize, EmploymentType
from jobs.filter_fields import ELSEWHERE, OccupationFilter, Occupations, RegionFilter, whole_number
from jobs.models import Employer, Fair, Posting, Venue, Zone
from jobs.models.posting import PostingQuerySet
from jobs.search.query import LONGEST_QUERY, Query, parse
from tongwulang.regions.models import Education, Industry, IndustryQuerySet, Region

# Say how another filter is meant and narrow nothing by themselves.
MANNERS = {"nearby": "region"}


def _unknown(noun: Any) -> dict[str, Any]:
    return {"invalid_choice": noun}


def _filterable_industries(request: object) -> IndustryQuerySet:
    return Industry.objects.sections() | Industry.objects.emerging()


def _announced_venues(request: object) -> Any:
    return Venue.objects.of_announced_fairs()


def _announced_zones(request: object) -> Any:
    return Zone.objects.of_announced_fairs()


class PostingFilterSet(django_filters.FilterSet):
    """Filters of public posts. A region means that region and everything below it.

    `education` and `experience` are what the seeker has, and let through what is open to it;
    `pay` is a floor in 元/月; `published` counts days, of which 1 is today.
    """

    q = django_filters.CharFilter(
        label=_("搜索"),
        method="narrow_q",
        max_length=LONGEST_QUERY,
        help_text=_("岗位、单位、职业、地点和福利中的词；引号里的词按原文找，斜线两边任一即可。"),
        error_messages={"max_length": _("最多 %(limit_value)s 个字，现为 %(show_value)s 个。")},
    )
    region = RegionFilter(
        label=_("地区"),
        queryset=Region.objects.all(),
        method="narrow_region",
        help_text=_("地区代码，含其下各级；elsewhere 指通州、武清、廊坊以外的全部地区。"),
        error_messages=_unknown(_("没有代码为“%(value)s”的地区。")),
    )
    nearby = django_filters.BooleanFilter(
        label=_("含相邻地区"),
        method="narrow_nearby",
        help_text=_("连同与 region 接壤的区县；须与 region 同用。"),
    )
    industry = django_filters.ModelChoiceFilter(
        label=_("行业"),
        queryset=_filterable_industries,
        method="narrow_industry",
        help_text=_("GB/T 4754 门类代码，或新兴与未来产业的代码。"),
        error_messages=_unknown(_("没有代码为“%(value)s”的行业门类或新兴产业。")),
    )
    occupation = OccupationFilter(
        label=_("职业"),
        method="narrow_occupation",
        help_text=_("职业名称中的词或同义词，或职业分类大典的代码（含其下各级）。"),
    )
    education = django_filters.ModelChoiceFilter(
        label=_("我的学历"),
        queryset=Education.objects.all(),
        method="narrow_education",
        help_text=_("求职者的学历代码；只留对其开放的岗位，含不限学历的。"),
        error_messages=_unknown(_("没有代码为“%(value)s”的学历。")),
    )
    experience = whole_number(
        _("我的经验"),
        (0, 50),
        _("年"),
        method="narrow_experience",
        help_text=_("求职者的工作年数；只留要求不高于此的岗位。"),
    )
    pay = whole_number(
        _("月薪"),
        (1, 1_000_000),
        _("元/月"),
        method="narrow_pay",
        help_text=_("月薪上限（没有则底薪）不低于此，元/月。"),
    )
    employment = django_filters.ChoiceFilter(
        label=_("用工形式"),
        choices=EmploymentType.choices,
        method="narrow_employment",
        error_messages=_unknown(_("没有“%(value)s”这种用工形式。")),
    )
    audience = django_filters.ChoiceFilter(
        label=_("适合"),
        choices=Audience.choices,
        method="narrow_audience",
        error_messages=_unknown(_("没有“%(value)s”这一类人群。")),
    )
    nature = django_filters.ChoiceFilter(
        label=_("单位性质"),
        choices=EmployerNature.choices,
        method="narrow_nature",
        error_messages=_unknown(_("没有“%(value)s”这种单位性质。")),
    )
    size = django_filters.ChoiceFilter(
        label=_("单位规模"),
        choices=EmployerSize.choices,
        method="narrow_size",
        error_messages=_unknown(_("没有“%(value)s”这一档规模。")),
    )
    published = whole_number(
        _("发布时间"),
        (1, 365),
        _("天"),
        method="narrow_published",
        help_text=_("最近几天内发布；1 指今天。"),
    )
    fair = django_filters.ModelChoiceFilter(
        label=_("招聘会"),
        queryset=lambda request: Fair.objects.announced(),
        to_field_name="slug",
        method="narrow_fair",
        help_text=_("招聘会的网址名。"),
        error_messages=_unknown(_("没有名为“%(value)s”的招聘会。")),
    )
    venue = django_filters.ModelChoiceFilter(
        label=_("会场"),
        queryset=_announced_venues,
        method="narrow_venue",
        error_messages=_unknown(_("没有编号为“%(value)s”的会场。")),
    )
    zone = django_filters.ModelChoiceFilter(
        label=_("展区"),
        queryset=_announced_zones,
        method="narrow_zone",
        error_messages=_unknown(_("没有编号为“%(value)s”的展区。")),
    )

    class Meta:
        model = Posting
        fields: tuple[str, ...] = ()

    @classmethod
    def asked(cls, params: Mapping[str, Any]) -> "PostingFilterSet":
        """What these parameters ask of the public posts; parameters that are no filters count for
        nothing."""
        names = frozenset(cls.base_filters.keys() & params.keys())
        narrow = with_only(cls, names)  # type: ignore[arg-type]
        found: PostingFilterSet = narrow(params, queryset=Posting.objects.published())
        return found

    def get_form_class(self) -> type[forms.Form]:
        """Made once: to make a class for each request took as long as to check what it asks."""
        return _form_class(type(self))  # type: ignore[arg-type]

    def make_form_class(self) -> type[forms.Form]:
        """The class of the form that checks the filters' values."""
        return cast(type[forms.Form], super().get_form_class())

    def narrow_q(self, posts: PostingQuerySet, name: str, value: str) -> PostingQuerySet:
        return posts.found_by(parse(value))

    def narrow_region(self, posts: PostingQuerySet, name: str, value: Any) -> PostingQuerySet:
        return posts.in_regions(self.region_codes(is_nearby="nearby" in self.chosen))

    def narrow_nearby(self, posts: PostingQuerySet, name: str, value: bool) -> PostingQuerySet:
        return posts

    def narrow_industry(
        self, posts: PostingQuerySet, name: str, value: Industry
    ) -> PostingQuerySet:
        return posts.in_industry(value)

    def narrow_occupation(
        self, posts: PostingQuerySet, name: str, value: Occupations
    ) -> PostingQuerySet:
        return posts.of_occupations(value.codes)

    def narrow_education(
        self, posts: PostingQuerySet, name: str, value: Education
    ) -> PostingQuerySet:
        return posts.asking_for_education(self.education_codes)

    def narrow_experience(self, posts: PostingQuerySet, name: str, value: int) -> PostingQuerySet:
        return posts.open_to_experience(value)

    def narrow_pay(self, posts: PostingQuerySet, name: str, value: int) -> PostingQuerySet:
        return posts.paying_at_least(value)

    def narrow_employment(self, posts: PostingQuerySet, name: str, value: str) -> PostingQuerySet:
        return posts.of_employment(EmploymentType(value))

    def narrow_audience(self, posts: PostingQuerySet, name: str, value: str) -> PostingQuerySet:
        return posts.for_audience(Audience(value))

    def narrow_nature(self, posts: PostingQuerySet, name: str, value: str) -> PostingQuerySet:
        return posts.of_employers(Employer.objects.of_nature(EmployerNature(value)))

    def narrow_size(self, posts: PostingQuerySet, name: str, value: str) -> PostingQuerySet:
        return posts.of_employers(Employer.objects.of_size(EmployerSize(value)))

    def narrow_published(self, posts: PostingQuerySet, name: str, value: int) -> PostingQuerySet:
        return posts.published_since(first_day(value))

    def narrow_fair(self, posts: PostingQuerySet, name: str, value: Fair) -> PostingQuerySet:
        return posts.at_fair(value)

    def narrow_venue(self, posts: PostingQuerySet, name: str, value: Venue) -> PostingQuerySet:
        return posts.at_venue(value)

    def narrow_zone(self, posts: PostingQuerySet, name: str, value: Zone) -> PostingQuerySet:
        return posts.at_zone(value)

    def region_codes(self, *, is_nearby: bool) -> list[str]:
        """Codes of the districts and counties that `region` means, with or without those that
        border on them."""
        counties, region = Region.objects.counties(), self.chosen["region"]
        if region is ELSEWHERE:
            return list(counties.elsewhere().codes())
        own = counties.within(region.code)
        if not is_nearby:
            return list(own.codes())
        return sorted({*own.codes(), *counties.bordering(own).codes()})

    @cached_property
    def education_codes(self) -> list[str | None]:
        """Codes of the minimum educations that `education` meets; None is 不限."""
        return [None, *Education.objects.open_to(self.chosen["education"]).codes()]

    @property
    def query(self) -> Query:
        """What is searched, parsed; falsy when nothing is."""
        return parse(self.chosen.get("q", ""))

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The filters that have a good value, with that value."""
        self.form.is_valid()
        return _meant(self.form.cleaned_data)

    def complaints(self) -> list[tuple[str, str]]:
        """(field, what is wrong with it) for every bad value."""
        return [
            (str(self.filters[name].label), " ".join(str(text) for text in texts))
            for name, texts in self.form.errors.items()
        ]


@lru_cache(maxsize=1_000)
def _form_class(filterset: type[PostingFilterSet]) -> type[forms.Form]:
    """By class: the API narrows the FilterSet to the filters that are asked for."""
    return filterset().make_form_class()


def first_day(days: int) -> dt.date:
    """The first of the last so many days, today counted: 1 gives today."""
    return timezone.localdate() - dt.timedelta(days=days - 1)


def _meant(values: dict[str, Any]) -> dict[str, Any]:
    """The values that narrow something."""
    # Only punctuation searches for nothing.
    if not parse(values.get("q") or ""):
        values = {**values, "q": ""}
    meant = {name: value for name, value in values.items() if _narrows(value)}
    return {name: value for name, value in meant.items() if MANNERS.get(name, name) in meant}


def _narrows(value: Any) -> bool:
    # 0 years of experience do.
    return bool(value) or (value == 0 and value is not False)
