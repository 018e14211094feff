"""The handbook: every employer on the page that its contents name."""

import itertools

import pypdfium2
import pytest

from tests.factories import (
    ZoneFactory,
)
from tests.jobs.printing.conftest import SITE

pytestmark = pytest.mark.django_db


def test_handbook_finds_every_employer_on_the_page_that_its_contents_name(printed, stand):
    first = stand(30, number="A01", name="演示公司00")
    fair = first.fair
    second = ZoneFactory(code="B", name="商贸服务", venue=first.venue)
    for n in range(1, 12):
        stand(9, number=f"{'AB'[n % 2]}{n + 1:02d}", of=(first.booth.zone, second)[n % 2],
              name=f"演示公司{n:02d}")  # fmt: skip

    paper = printed("handbook", fair)

    cover, contents, *body = paper.texts
    for said in ("招聘手册", fair.name, "12 家单位", "129 个岗位", "387 人招聘人数", "第一会场"):
        assert said in cover
    assert paper.codes(0) == [f"{SITE}{fair.get_absolute_url()}"]
    assert "目录 第一会场 A 装备制造 A01 演示公司00 1" in contents
    for n in range(12):
        name = f"演示公司{n:02d}"
        number = int(contents.split(name)[1].split()[0])
        assert name in body[number - 1], (name, number)
        assert body[number - 1].split().count(str(number)) >= 1, "the page bears its number"
    found = set(
        itertools.chain.from_iterable(paper.codes(page) for page in range(2, len(body) + 2))
    )
    assert f"{SITE}/employers/{first.employer_id}/" in found


def test_contents_of_the_handbook_are_links(printed, stand):
    row = stand(2)

    contents = printed("handbook", row.fair).document[1]

    assert pypdfium2.raw.FPDFPage_GetAnnotCount(contents) == 1
