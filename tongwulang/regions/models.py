"""Code tables: regions, industries, educations, occupations and majors, keyed by their codes."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongwulang.regions.choices import (
    IndustryLevel,
    IndustryScheme,
    MajorEducation,
    MajorLevel,
    OccupationLevel,
    RegionLevel,
)
from tongwulang.regions.region_codes import significant_digits


class SeedTable(models.Model):
    """One loaded seed file: where it comes from, and the digest that says whether it changed."""

    name = models.CharField(_("表"), max_length=30, unique=True)
    title = models.CharField(_("标题"), max_length=80)
    origin = models.TextField(_("来源"))
    licence = models.CharField(_("许可"), max_length=200)
    as_of = models.DateField(_("数据日期"), null=True, blank=True)
    digest = models.CharField(_("SHA-256 摘要"), max_length=64)
    row_count = models.PositiveIntegerField(_("行数"))
    loaded_at = models.DateTimeField(_("载入时间"))

    class Meta:
        verbose_name = _("代码表来源")
        verbose_name_plural = _("代码表来源")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.title


class RegionQuerySet(models.QuerySet["Region"]):
    def codes(self) -> "models.QuerySet[Region, str]":
        """Their codes, in order."""
        return self.order_by("pk").values_list("pk", flat=True)

    def places(self) -> "RegionQuerySet":
        """The three places of 通武廊: 通州区, 武清区 and 廊坊市."""
        return self.filter(place=F("pk"))

    def counties(self) -> "RegionQuerySet":
        """Districts and counties, with the statistical zones of that level."""
        return self.filter(level=RegionLevel.COUNTY)

    def within(self, code: str) -> "RegionQuerySet":
        """The region with this code and everything below it: a town's code is longer and starts
        with its county's."""
        return self.filter(code__startswith=significant_digits(code))

    def called(self, *names: str) -> "RegionQuerySet":
        """Those with one of these names, in full or short: 三河市 or 三河."""
        return self.filter(Q(name__in=names) | Q(short_name__in=names))

    def elsewhere(self) -> "RegionQuerySet":
        """Those outside the three places."""
        return self.filter(place=None)

    def bordering(self, regions: "RegionQuerySet") -> "RegionQuerySet":
        """Those that border on one of these, whichever side of the pair it is stored on."""
        pairs, codes = RegionNeighbour.objects, regions.order_by().values("pk")
        return self.filter(
            Q(pk__in=pairs.filter(region__in=codes).values("neighbour"))
            | Q(pk__in=pairs.filter(neighbour__in=codes).values("region"))
        )


class Region(models.Model):
    """A province, city, county or town (GB/T 2260 and the statistical codes below it)."""

    code = models.CharField(_("代码"), primary_key=True, max_length=12)
    name = models.CharField(_("名称"), max_length=40)
    short_name = models.CharField(_("简称"), max_length=40)
    level = models.CharField(_("级别"), max_length=8, choices=RegionLevel)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级地区"),
    )
    place = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="place_regions",
        verbose_name=_("所属三地"),
        help_text=_("属于通州、武清、廊坊中的哪一地；其他地区为空。"),
    )
    is_statistical = models.BooleanField(
        _("统计用区划"),
        default=False,
        help_text=_("开发区等统计用代码，不在 GB/T 2260 中。"),
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("地区")
        verbose_name_plural = _("地区")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class RegionNeighbourQuerySet(models.QuerySet["RegionNeighbour"]):
    def confirmed(self) -> "RegionNeighbourQuerySet":
        """Those that a bureau has confirmed; the others are general knowledge."""
        return self.filter(is_confirmed=True)


class RegionNeighbour(models.Model):
    """Two regions that border on each other, stored once with the lower code first."""

    region = models.ForeignKey(
        Region, on_delete=models.CASCADE, related_name="+", verbose_name=_("地区")
    )
    neighbour = models.ForeignKey(
        Region, on_delete=models.CASCADE, related_name="+", verbose_name=_("相邻地区")
    )
    is_confirmed = models.BooleanField(_("已由主管部门确认"), default=False)
    source = models.TextField(_("依据"))

    objects = RegionNeighbourQuerySet.as_manager()

    class Meta:
        verbose_name = _("相邻地区")
        verbose_name_plural = _("相邻地区")
        ordering = ["region", "neighbour"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "neighbour"],
                name="regionneighbour_pair_once",
                violation_error_message=_("这两个地区已登记为相邻。"),
            ),
            models.CheckConstraint(
                condition=Q(region__lt=F("neighbour")),
                name="regionneighbour_lower_code_first",
                violation_error_message=_("代码较小的地区应填在前面。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} – {self.neighbour}"


class IndustryQuerySet(models.QuerySet["Industry"]):
    def sections(self) -> "IndustryQuerySet":
        """The twenty sections of GB/T 4754, A to T."""
        return self.filter(level=IndustryLevel.SECTION)

    def emerging(self) -> "IndustryQuerySet":
        """The strategic emerging and the future industries."""
        return self.filter(scheme=IndustryScheme.EMERGING)

    def within(self, code: str) -> "IndustryQuerySet":
        """The industry with this code and every GB/T 4754 industry below it.

        Only GB/T 4754 nests by prefix: section S must not take in the emerging SEI1.
        """
        below = Q(scheme=IndustryScheme.GBT4754, code__startswith=code)
        return self.filter(Q(code=code) | below)


class Industry(models.Model):
    """An industry of GB/T 4754-2017, or a strategic emerging or future industry."""

    code = models.CharField(_("代码"), primary_key=True, max_length=8)
    name = models.CharField(_("名称"), max_length=80)
    scheme = models.CharField(_("分类"), max_length=8, choices=IndustryScheme)
    level = models.CharField(_("级别"), max_length=9, choices=IndustryLevel)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级行业"),
    )

    objects = IndustryQuerySet.as_manager()

    class Meta:
        verbose_name = _("行业")
        verbose_name_plural = _("行业")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class EducationQuerySet(models.QuerySet["Education"]):
    def codes(self) -> "models.QuerySet[Education, str]":
        """Their codes."""
        return self.order_by("pk").values_list("pk", flat=True)

    def open_to(self, education: "Education") -> "EducationQuerySet":
        """The minimum educations that someone with this education meets."""
        return self.filter(rank__lte=education.rank)


class Education(models.Model):
    """A level of education of GB/T 4658, with the rank that its code does not give.

    Codes are not a ranking: 40 中等职业 equals 60 高中.
    """

    code = models.CharField(_("代码"), primary_key=True, max_length=2)
    name = models.CharField(_("名称"), max_length=20)
    rank = models.PositiveSmallIntegerField(_("等级"))

    objects = EducationQuerySet.as_manager()

    class Meta:
        verbose_name = _("学历")
        verbose_name_plural = _("学历")
        ordering = ["-rank", "code"]

    def __str__(self) -> str:
        return self.name


class OccupationQuerySet(models.QuerySet["Occupation"]):
    def called(self, *parts: Collection[str]) -> "OccupationQuerySet":
        """Those whose name contains, in any case, one of the texts of each of these parts."""
        found = self
        for texts in parts:
            found = found.filter(reduce(or_, (Q(name__icontains=text) for text in texts)))
        return found


class Occupation(models.Model):
    """An occupation of 职业分类大典 (2022), or one of the groups above it."""

    code = models.CharField(_("代码"), primary_key=True, max_length=12)
    name = models.CharField(_("名称"), max_length=80)
    level = models.CharField(_("级别"), max_length=10, choices=OccupationLevel)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级分类"),
    )

    objects = OccupationQuerySet.as_manager()

    class Meta:
        verbose_name = _("职业")
        verbose_name_plural = _("职业")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class MajorQuerySet(models.QuerySet["Major"]):
    def within(self, code: str) -> "MajorQuerySet":
        """The gate, subject or major with this code and everything below it."""
        return self.filter(code__startswith=code)


class Major(models.Model):
    """A major of the graduate, undergraduate or college catalogue, or a group above it."""

    code = models.CharField(_("代码"), primary_key=True, max_length=8)
    name = models.CharField(_("名称"), max_length=60)
    education_level = models.CharField(_("培养层次"), max_length=13, choices=MajorEducation)
    level = models.CharField(_("级别"), max_length=7, choices=MajorLevel)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级分类"),
    )
    old_names = models.TextField(_("曾用名称"), blank=True)

    objects = MajorQuerySet.as_manager()

    class Meta:
        verbose_name = _("专业")
        verbose_name_plural = _("专业")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
