"""Closed lists of the code tables."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RegionLevel(TextChoices):
    """Levels of GB/T 2260; towns and streets carry the statistical 9-digit code."""

    PROVINCE = "province", _("省级")
    CITY = "city", _("地级")
    COUNTY = "county", _("县级")
    TOWN = "town", _("乡级")


class IndustryScheme(TextChoices):
    """Which list an industry comes from; people filter by both."""

    GBT4754 = "gbt4754", _("国民经济行业分类")
    EMERGING = "emerging", _("新兴与未来产业")


class IndustryLevel(TextChoices):
    """The four levels of GB/T 4754, and the two kinds of emerging industry."""

    SECTION = "section", _("门类")
    DIVISION = "division", _("大类")
    GROUP = "group", _("中类")
    CLASS = "class", _("小类")
    STRATEGIC = "strategic", _("战略性新兴产业")
    FUTURE = "future", _("未来产业")


class OccupationLevel(TextChoices):
    """The four levels of 职业分类大典."""

    MAJOR = "major", _("大类")
    MIDDLE = "middle", _("中类")
    MINOR = "minor", _("小类")
    OCCUPATION = "occupation", _("职业")


class MajorEducation(TextChoices):
    """The education at which a major is taught: each has a catalogue of its own."""

    GRADUATE = "graduate", _("研究生")
    UNDERGRADUATE = "undergraduate", _("本科")
    COLLEGE = "college", _("专科")


class MajorLevel(TextChoices):
    """The levels of a catalogue of majors."""

    GATE = "gate", _("学科门类")
    SUBJECT = "subject", _("学科（专业类）")
    MAJOR = "major", _("专业")
