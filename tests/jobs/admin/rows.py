"""Rows of models that tests elsewhere make only one of."""

import datetime as dt
import itertools

from django.utils import timezone

from tests.factories import (
    EducationFactory,
    IndustryFactory,
    MajorFactory,
    NoticeFactory,
    OccupationFactory,
    RetentionRuleFactory,
    UserFactory,
)
from tests.factories.regions import region
from tongwulang.accounts.actions import consents
from tongwulang.regions.models import Region, RegionNeighbour, SeedTable

NUMBERS = itertools.count(1)


def numbered(factory, field, **values):
    """A row of a factory that would give the same row again, told apart by a number."""
    return factory(**{field: f"第 {next(NUMBERS)} 个", **values})


def notice():
    return NoticeFactory(version=next(NUMBERS))


def retention_rule():
    return RetentionRuleFactory(valid_from=dt.date(2026, 1, 1) + dt.timedelta(days=next(NUMBERS)))


def agreed():
    return consents.agree(user=UserFactory(), notice=notice())


def code_row(factory):
    return lambda: factory(code=f"T{next(NUMBERS)}", parent=factory(code=f"T{next(NUMBERS)}"))


def made_region():
    number = next(NUMBERS)
    return Region.objects.create(
        code=f"9{number:05d}", name=f"测试区{number}", level="county", parent=region("130000")
    )


def neighbours():
    return RegionNeighbour.objects.create(region=made_region(), neighbour=made_region())


def seed_table():
    number = next(NUMBERS)
    return SeedTable.objects.create(
        name=f"table{number}",
        title=f"表{number}",
        origin="测试",
        licence="测试",
        digest="0" * 64,
        row_count=1,
        loaded_at=timezone.now(),
    )


CODE_ROWS = {
    "regions.Region": made_region,
    "regions.RegionNeighbour": neighbours,
    "regions.Industry": code_row(IndustryFactory),
    "regions.Occupation": code_row(OccupationFactory),
    "regions.Major": code_row(MajorFactory),
    "regions.Education": lambda: EducationFactory(code=chr(ord("一") + next(NUMBERS))),
    "regions.SeedTable": seed_table,
}
