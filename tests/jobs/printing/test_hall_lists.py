"""The list for the door of a hall: who stands where."""

import pytest

from jobs.actions import export_runs
from jobs.exports import runs
from tests.factories import (
    FairFactory,
    VenueFactory,
    ZoneFactory,
)
from tests.jobs.printing.conftest import SITE

pytestmark = pytest.mark.django_db


def test_hall_list_has_each_hall_with_its_zones_and_numbers(printed, stand):
    first = stand(2, number="A01", name="甲公司")
    fair = first.fair
    other = ZoneFactory(
        code="A", venue=VenueFactory(fair=fair, name="第二会场", address="演示路 9 号")
    )
    stand(1, number="A09", of=other, name="乙公司")
    stand(3, number="A02", name="丙公司")
    stand(1, booth=False, name="丁公司")

    paper = printed("hall_list", fair)

    assert paper.sizes == {(210, 297)}
    one, two, none = paper.texts
    assert "第一会场 2 家单位，5 个岗位，招 15 人 A 装备制造 2 家" in one
    assert "A01 甲公司" in one
    assert one.index("A01 甲公司") < one.index("A02 丙公司")
    assert "第 1 / 1 页" in one
    assert "第二会场 演示路 9 号" in two
    assert "A09 乙公司" in two
    assert "丁公司" in none


def test_hall_list_of_one_hall(printed, stand):
    first = stand(1, name="甲公司")
    other = ZoneFactory(code="A", venue=VenueFactory(fair=first.fair))
    stand(1, of=other, name="乙公司")

    (text,) = printed("hall_list", first.fair, venue=other.venue).texts

    assert "乙公司" in text
    assert "甲公司" not in text


def test_queries_do_not_grow_with_stands(stand, langfang_organizer, django_assert_num_queries):
    fair = FairFactory()
    zone = ZoneFactory(venue=VenueFactory(fair=fair))
    for count in (1, 9):
        rows = [stand(2, number=f"C{count}{n}", of=zone) for n in range(count)]
        run = export_runs.request_export(
            kind="hall_list",
            keys=[row.pk for row in rows],
            by=langfang_organizer,
            site=SITE,
            fair=fair,
        )
        run.refresh_from_db()
        with django_assert_num_queries(4):
            runs.content_of(run, lambda done: None)
