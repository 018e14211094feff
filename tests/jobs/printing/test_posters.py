"""Posters: who stands where with which posts, as big as a sheet takes, on as many as it needs."""

import pytest

from tests.factories import (
    EducationFactory,
    ZoneFactory,
)
from tests.jobs.printing.conftest import SITE

pytestmark = pytest.mark.django_db

LONG = (
    "廊坊市演示用超长名称现代高端装备制造与新一代信息技术融合发展科技集团"
    "股份有限公司三河燕郊分公司第二研发中心"
)
LONG_TITLE = (
    "高级数控车铣复合五轴联动加工中心操作与编程工程师"
    "（夜班，须能独立完成首件检验并带徒弟，常驻三河燕郊生产基地）"
)


def test_poster_says_who_where_and_what(printed, stand):
    row = stand(0, titles=["电焊工"], name="演示甲公司", nature="private", size="20-99")
    posting = row.postings.get()
    posting.for_veterans = True
    posting.education_min = EducationFactory()
    posting.experience_min = 3
    posting.headcount = 12
    posting.save()

    poster = printed("posters", row.fair)

    assert poster.sizes == {(297, 420)}
    (text,) = poster.texts
    for said in (
        row.fair.name,
        "第一会场",
        "A07",
        "演示甲公司",
        "民营企业 · 20–99 人 · 制造业 · 廊坊 · 广阳区",
        "1 个岗位，招 12 人",
        "军 退役军人优先",
        "电焊工 军 12 6,500–9,000 专科及以上 3 年以上 广阳区",
        "jobs.example · 岗位以网页为准",
    ):
        assert said in text
    assert "演示数据" not in text


def test_code_leads_to_the_only_post_and_else_to_the_employer(printed, stand):
    one, two = stand(1, number="A01"), stand(2, number="A02")

    poster = printed("posters", one.fair)

    assert poster.codes(0) == [f"{SITE}/postings/{one.postings.get().pk}/"]
    assert poster.codes(1) == [f"{SITE}/employers/{two.employer_id}/"]


@pytest.mark.parametrize("posts", [1, 8, 11, 17])
def test_poster_of_some_posts_is_one_sheet(printed, stand, posts):
    row = stand(posts)

    (text,) = printed("posters", row.fair).texts

    assert [title for title in titles(posts) if title not in text] == []


def titles(posts):
    return [f"数控车工{n:02d}" for n in range(1, posts + 1)]


def test_poster_of_forty_posts_goes_on_and_loses_none(printed, stand):
    row = stand(40, name="演示甲公司")

    poster = printed("posters", row.fair)

    first, second = poster.texts
    assert [title for title in titles(40) if title not in first + second] == []
    assert "演示甲公司 · 展位 A07（续）" in second
    assert "（续）" not in first
    assert "岗位 人数 月薪（元） 要求 地区" in second, "headings stand on every sheet"


def test_long_names_are_whole_and_inside_the_sheet(printed, stand):
    row = stand(0, titles=[LONG_TITLE] * 3, name=LONG)

    for kind in ("posters", "booth_signs", "hall_list", "handbook"):
        paper = printed(kind, row.fair)
        text = "".join(paper.texts).replace(" ", "")
        assert LONG in text, kind
        # The canal runs off the cover on both sides, as it should.
        pages = range(1 if kind == "handbook" else 0, len(paper.document))
        assert all(paper.right_edge_is_free(page) for page in pages), kind
        if kind in ("posters", "handbook"):
            assert text.count(LONG_TITLE) == 3


def test_missing_facts_are_left_out(printed, stand):
    row = stand(0, titles=["保洁"], booth=False, nature="", size="", industry=None)
    row.postings.update(salary_min=None, salary_max=None, base_pay=2320)

    (text,) = printed("posters", row.fair).texts

    assert "保洁 3 见岗位页 底薪 2,320 起 学历不限 广阳区" in text
    assert "None" not in text
    assert "展位" not in text
    (listed,) = printed("hall_list", row.fair).texts
    assert "未定会场" in listed
    assert "未定展位" in listed


def test_poster_without_a_public_post_says_where_to_ask(printed, stand):
    row = stand(0, titles=["已过期"])
    row.postings.update(expires_on="2020-01-01")

    (text,) = printed("posters", row.fair).texts

    assert "已过期" not in text
    assert "岗位请到展位咨询，或扫码查看。" in text


def test_text_of_a_post_is_text(printed, stand):
    row = stand(0, titles=["<script>alert(1)</script>{{ 7|add:7 }}"])

    (text,) = printed("posters", row.fair).texts

    assert "<script>alert(1)</script>{{7|add:7}}" in text.replace(" ", "")


def test_rows_of_a_poster_can_be_read_from_three_metres(printed, stand):
    """Titles are of at least 20 points: 7 mm, 8 minutes of arc at three metres."""
    for posts, least in ((6, 27), (17, 20), (40, 22)):
        row = stand(posts, number=f"B{posts:02d}", of=ZoneFactory())
        page = printed("posters", row.fair).document[0]
        found = page.get_textpage()
        place, _count = found.search("数控车工01").get_next()
        left, _bottom, right, _top = found.get_charbox(place, loose=True)
        assert round(right - left) == least, posts
