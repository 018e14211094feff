"""Signs, posters, hall lists and the handbook: what they say, whole, with codes that lead there."""

import itertools

import pypdfium2
import pytest

from jobs.actions import export_runs
from jobs.exports import runs
from jobs.printing import machine, prints
from tests.conftest import organizer_of
from tests.factories import (
    BoothFactory,
    DraftFactory,
    EducationFactory,
    EmployerFactory,
    FairFactory,
    OrganizationFactory,
    ParticipationFactory,
    PostingFactory,
    RegionFactory,
    VenueFactory,
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


@pytest.fixture
def stand():
    """An employer with so many posts at a booth: stand(3, name="…", number="A07")."""
    zone = ZoneFactory(code="A", venue__name="第一会场")

    def stand(posts=1, number="A07", of=zone, booth=True, titles=None, **employer):
        company = EmployerFactory(**employer)
        titles = titles or [f"数控车工{n:02d}" for n in range(1, posts + 1)]
        brought = [PostingFactory(employer=company, title=title) for title in titles]
        place = (
            {"booth": BoothFactory(zone=of, number=number)} if booth else {"fair": of.venue.fair}
        )
        return ParticipationFactory(employer=company, postings=brought, **place)

    return stand


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


def test_booth_sign(printed, stand):
    row = stand(1, number="A07", name="演示甲公司")
    stand(1, booth=False)

    sign = printed("booth_signs", row.fair)

    assert sign.sizes == {(297, 210)}
    (text,) = sign.texts
    for said in ("A07", "演示甲公司", "第一会场 · A 装备制造", row.fair.name):
        assert said in text
    assert sign.codes() == [f"{SITE}/postings/{row.postings.get().pk}/"]


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


def test_demo_is_said_on_every_print(printed, stand):
    row = stand(1, is_demo=True)

    for kind in ("posters", "booth_signs", "handbook"):
        assert "演示数据" in " ".join(printed(kind, row.fair).texts), kind


def test_only_what_is_public_is_printed(printed, stand):
    """Of one's own the same as of others: a poster hangs where everybody sees it."""
    row = stand(1, name="甲公司")
    draft = DraftFactory(employer=row.employer, title="草稿")
    row.postings.add(draft)
    waiting = ParticipationFactory(fair=row.fair, status="applied")
    suspended = ParticipationFactory(fair=row.fair, employer=EmployerFactory(unverified=True))

    text = " ".join(printed("posters", row.fair).texts)

    assert "甲公司" in text
    for hidden in ("草稿", waiting.employer.name, suspended.employer.name):
        assert hidden not in text


def test_bureaus_print_each_others_posters_once_the_fair_is_announced(printed, stand):
    here = RegionFactory(code="120114")
    bureau = OrganizationFactory(region=here)
    row = stand(1, name="武清的公司", organization=bureau, region=here)
    row.fair.status = "draft"
    row.fair.save()
    with pytest.raises(Exception, match="没有可导出的内容"):
        printed("posters", row.fair)
    assert "武清的公司" in printed("posters", row.fair, by=organizer_of("120114")).texts[0]

    row.fair.status = "published"
    row.fair.save()

    assert "武清的公司" in printed("posters", row.fair).texts[0]


def test_machine_that_cannot_print_says_so(stand, langfang_organizer, client, monkeypatch):
    row = stand(1)
    monkeypatch.setattr(machine, "LIBRARIES", ("pango-1.0", "no-such-library"))
    machine.lacking.cache_clear()
    run = export_runs.request_export(
        kind="posters", keys=[row.pk], by=langfang_organizer, site=SITE, fair=row.fair
    )

    run = runs.work_on(run)
    client.force_login(langfang_organizer)
    page = client.get(f"/admin/jobs/fair/{row.fair.pk}/change/").content.decode()

    machine.lacking.cache_clear()
    assert run.status == "failed"
    assert run.failure.startswith("这台服务器还不能生成 PDF，缺少no-such-library（apt-get install")
    assert run.failure in page
    assert "岗位海报（A3）" not in page
    assert "岗位表" in page


def test_machine_without_a_chinese_font_says_so(monkeypatch):
    monkeypatch.setattr(machine, "PROBE", b":charset=10fffd")
    machine.lacking.cache_clear()

    said = machine.lacking()

    machine.lacking.cache_clear()
    assert "缺少中文字体" in said


def test_prints_are_the_workers_and_say_how_far_they_are(stand, langfang_organizer, monkeypatch):
    rows = [stand(1, number=f"A{n:02d}") for n in range(10)]
    run = export_runs.request_export(
        kind="posters",
        keys=[row.pk for row in rows],
        by=langfang_organizer,
        site=SITE,
        fair=rows[0].fair,
    )
    told = []
    advance = export_runs.advance
    monkeypatch.setattr(prints, "PART", 4)
    monkeypatch.setattr(
        export_runs,
        "advance",
        lambda run, rows_done: (told.append(rows_done), advance(run, rows_done=rows_done)),
    )

    assert runs.go_on(run).status == "working", "not while a clerk waits"
    assert runs.work_on_next()

    run.refresh_from_db()
    assert (run.status, told) == ("done", [4, 8, 10])


@pytest.mark.parametrize("kind", ["posters", "booth_signs"])
def test_parts_are_bound_in_order(printed, stand, monkeypatch, kind):
    monkeypatch.setattr(prints, "PART", 2)
    rows = [stand(1, number=f"A{n:02d}", name=f"演示公司{n:02d}") for n in range(5)]

    paper = printed(kind, rows[0].fair)

    assert [row.employer.name in text for row, text in zip(rows, paper.texts, strict=True)] == [
        True
    ] * 5
    assert paper.codes(4) == [f"{SITE}/postings/{rows[4].postings.get().pk}/"]


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
