"""One FilterSet of public posts, for the page now and for the API."""

from typing import Any, cast

import django_filters
from django.utils.translation import gettext_lazy as _

from jobs.choices import Audience
from jobs.models import Fair, Posting, Venue, Zone
from jobs.models.posting import PostingQuerySet
from jobs.search.query import LONGEST_QUERY, Query, parse
from tongwulang.regions.models import Industry, IndustryQuerySet, Region


def _unknown(noun: Any) -> dict[str, Any]:
    return {"invalid_choice": noun}


def _filterable_industries(request: object) -> IndustryQuerySet:
    return Industry.objects.sections() | Industry.objects.emerging()


def _announced_venues(request: object) -> Any:
    return Venue.objects.of_announced_fairs()


def _announced_zones(request: object) -> Any:
    return Zone.objects.of_announced_fairs()


class PostingFilterSet(django_filters.FilterSet):
    """Filters of public posts. A region means that region and everything below it."""

    q = django_filters.CharFilter(
        label=_("搜索"),
        method="narrow_q",
        max_length=LONGEST_QUERY,
        error_messages={"max_length": _("最多 %(limit_value)s 个字，现为 %(show_value)s 个。")},
    )
    region = django_filters.ModelChoiceFilter(
        label=_("地区"),
        queryset=Region.objects.all(),
        method="narrow_region",
        error_messages=_unknown(_("没有代码为“%(value)s”的地区。")),
    )
    industry = django_filters.ModelChoiceFilter(
        label=_("行业"),
        queryset=_filterable_industries,
        method="narrow_industry",
        error_messages=_unknown(_("没有代码为“%(value)s”的行业门类或新兴产业。")),
    )
    fair = django_filters.ModelChoiceFilter(
        label=_("招聘会"),
        queryset=lambda request: Fair.objects.announced(),
        to_field_name="slug",
        method="narrow_fair",
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
    audience = django_filters.ChoiceFilter(
        label=_("适合"),
        choices=Audience.choices,
        method="narrow_audience",
        error_messages=_unknown(_("没有“%(value)s”这一类人群。")),
    )

    class Meta:
        model = Posting
        fields: tuple[str, ...] = ()

    def narrow_q(self, posts: PostingQuerySet, name: str, value: str) -> PostingQuerySet:
        return posts.found_by(parse(value))

    def narrow_region(self, posts: PostingQuerySet, name: str, value: Region) -> PostingQuerySet:
        return posts.within(value)

    def narrow_industry(
        self, posts: PostingQuerySet, name: str, value: Industry
    ) -> PostingQuerySet:
        return posts.in_industry(value)

    def narrow_fair(self, posts: PostingQuerySet, name: str, value: Fair) -> PostingQuerySet:
        return posts.at_fair(value)

    def narrow_venue(self, posts: PostingQuerySet, name: str, value: Venue) -> PostingQuerySet:
        return posts.at_venue(value)

    def narrow_zone(self, posts: PostingQuerySet, name: str, value: Zone) -> PostingQuerySet:
        return posts.at_zone(value)

    def narrow_audience(self, posts: PostingQuerySet, name: str, value: str) -> PostingQuerySet:
        return posts.for_audience(Audience(value))

    @property
    def query(self) -> Query:
        """What is searched, parsed; falsy when nothing is."""
        return parse(self.chosen.get("q", ""))

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that have a good value, with that value."""
        self.form.is_valid()
        values = self.form.cleaned_data
        # Only punctuation searches for nothing.
        if not parse(values.get("q") or ""):
            values = {**values, "q": ""}
        return {name: value for name, value in values.items() if value}

    def narrowed_without(self, *names: str) -> PostingQuerySet:
        """The posts that every chosen filter but these lets through."""
        posts = cast(PostingQuerySet, self.queryset.all())
        for name, value in self.chosen.items():
            if name not in names:
                posts = cast(PostingQuerySet, self.filters[name].filter(posts, value))
        return posts

    def complaints(self) -> list[tuple[str, str]]:
        """(field, what is wrong with it) for every bad value."""
        return [
            (str(self.filters[name].label), " ".join(str(text) for text in texts))
            for name, texts in self.form.errors.items()
        ]
