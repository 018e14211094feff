"""What the list of posts shows, and what never."""

import re

import pytest
from django.urls import reverse

from tests.factories import (
    DraftFactory,
    EmployerFactory,
    FairFactory,
    IndustryFactory,
    ParticipationFactory,
    PostingFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db

URL = "/postings/"


def titles(response):
    """The titles on the page, in their order."""
    return re.findall(r'<h2><a href="/postings/\d+/">(.*?)</a></h2>', response.content.decode())


def links(response):
    """Every query string that the page links to, with & as people write it."""
    found = re.findall(r'href="\?([^"#]*)', response.content.decode())
    return [query.replace("&amp;", "&") for query in found]


def test_posts_are_newest_first_and_counted_in_words(client):
    first, second = PostingFactory(title="先发布"), PostingFactory(title="后发布")
    response = client.get(URL)

    assert titles(response) == [second.title, first.title]
    assert "共 <b>2</b> 个岗位" in response.content.decode()


def test_drafts_pending_closed_and_expired_never_appear(client):
    DraftFactory(title="草稿岗位")
    DraftFactory(title="待审岗位", status="pending")
    PostingFactory(title="关闭岗位", closed=True)
    PostingFactory(title="过期岗位", expired=True)
    PostingFactory(title="公开岗位")

    assert titles(client.get(URL)) == ["公开岗位"]


def test_post_that_expires_today_is_still_there(client, today):
    PostingFactory(title="今天截止", expires_on=today)

    assert titles(client.get(URL)) == ["今天截止"]


def test_no_posts_says_what_to_do_next(client):
    html = client.get(URL).content.decode()

    assert "共 <b>0</b> 个岗位" in html
    assert 'class="empty"' in html


def test_region_means_it_and_everything_below(client, three_places):
    for code in ("110112", "120114", "131003", "131082", "110115"):
        PostingFactory(title=code, region=RegionFactory(code=code))

    def found(code):
        return sorted(titles(client.get(URL, {"region": code})))

    assert found("131000") == ["131003", "131082"]
    assert found("131082") == ["131082"]
    assert found("110112") == ["110112"]
    assert found("110000") == ["110112", "110115"]


def test_industry_is_a_section_or_an_emerging_industry(client):
    emerging = IndustryFactory(code="SEI2", name="高端装备", scheme="emerging", level="strategic")
    PostingFactory(title="装备", emerging_industry=emerging)
    PostingFactory(title="教育", industry=IndustryFactory(code="P", name="教育"))

    assert titles(client.get(URL, {"industry": "SEI2"})) == ["装备"]
    assert titles(client.get(URL, {"industry": "P"})) == ["教育"]
    assert titles(client.get(URL, {"industry": "C"})) == ["装备"]


def test_audience_narrows_to_posts_that_name_it(client):
    PostingFactory(title="优先", for_veterans=True)
    PostingFactory(title="友好", for_dependents=True)

    assert titles(client.get(URL, {"audience": "veterans"})) == ["优先"]
    assert titles(client.get(URL, {"audience": "dependents"})) == ["友好"]


def test_fair_venue_and_zone_narrow_to_what_accepted_employers_bring(client, hall_with):
    hall, other = hall_with(2), hall_with(1)
    waiting = PostingFactory(title="候补单位的岗位")
    ParticipationFactory(
        employer=waiting.employer, fair=hall.fair, status="waitlisted", postings=[waiting]
    )
    mine = sorted(posting.title for posting in hall.postings)

    assert sorted(titles(client.get(URL, {"fair": hall.fair.slug}))) == mine
    assert sorted(titles(client.get(URL, {"venue": hall.venue.pk}))) == mine
    assert sorted(titles(client.get(URL, {"zone": hall.zone.pk}))) == mine
    assert titles(client.get(URL, {"fair": hall.fair.slug, "venue": other.venue.pk})) == []


def test_filters_are_joined(client, three_places):
    PostingFactory(title="两样都是", region=RegionFactory(code="131082"), for_veterans=True)
    PostingFactory(title="只是三河", region=RegionFactory(code="131082"))
    PostingFactory(title="只是优先", for_veterans=True)

    response = client.get(URL, {"region": "131082", "audience": "veterans"})
    assert titles(response) == ["两样都是"]


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("region=nowhere", "地区：没有代码为“nowhere”的地区。"),
        ("industry=C26", "行业：没有代码为“C26”的行业门类或新兴产业。"),
        ("fair=no-such-fair", "招聘会：没有名为“no-such-fair”的招聘会。"),
        ("venue=abc", "会场：没有编号为“abc”的会场。"),
        ("venue=99999999999999999999", "会场：没有编号为“99999999999999999999”的会场。"),
        ("zone=0", "展区：没有编号为“0”的展区。"),
        ("audience=<b>", "适合：没有“&lt;b&gt;”这一类人群。"),
    ],
)
def test_bad_value_is_named_and_the_page_still_renders(client, query, complaint):
    PostingFactory(title="还在")
    response = client.get(f"{URL}?{query}")

    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert titles(response) == ["还在"]


def test_fair_that_is_not_announced_is_no_filter(client):
    FairFactory(slug="next-year", status="draft")

    assert "没有名为“next-year”的招聘会" in client.get(URL, {"fair": "next-year"}).content.decode()


def test_pagination_keeps_the_filters(client, three_places):
    PostingFactory.create_batch(25, employer=EmployerFactory(), for_veterans=True)
    first = client.get(URL, {"audience": "veterans", "region": "131000"})
    second = client.get(URL, {"audience": "veterans", "region": "131000", "page": 2})

    assert len(titles(first)) == 24
    assert len(titles(second)) == 1
    assert "audience=veterans&region=131000&page=2" in links(first)
    assert "audience=veterans&region=131000&page=1" in links(second)
    assert "共 <b>25</b> 个岗位" in second.content.decode()


@pytest.mark.parametrize(("number", "shown"), [("99", 1), ("0", 1), ("-1", 1), ("x", 24)])
def test_page_out_of_range_gives_the_nearest_page(client, number, shown):
    PostingFactory.create_batch(25, employer=EmployerFactory())

    assert len(titles(client.get(URL, {"page": number}))) == shown


def test_another_filter_starts_again_at_the_first_page(client, three_places):
    PostingFactory.create_batch(25, employer=EmployerFactory(), for_veterans=True)
    response = client.get(URL, {"page": 2})

    assert "region=131000" in links(response)
    assert "audience=veterans" in links(response)


def test_every_choice_says_how_many_posts_it_brings(client, three_places):
    PostingFactory(region=RegionFactory(code="131082"))
    PostingFactory(region=RegionFactory(code="131003"), for_veterans=True)
    groups = client.get(URL, {"region": "131000"}).context["groups"]
    choices = [choice for group in groups for choice in [*group.choices, *group.more]]
    counts = {choice.label: choice.count for choice in choices}
    named = ("通州区", "武清区", "廊坊市", "三河市", "广阳区", "制造业", "退役军人优先")

    assert {label: counts[label] for label in named} == {
        "通州区": 0,
        "武清区": 0,
        "廊坊市": 2,
        "三河市": 1,
        "广阳区": 1,
        "制造业": 2,
        "退役军人优先": 1,
    }


def test_chosen_filter_can_be_taken_off(client, three_places):
    PostingFactory(for_veterans=True)
    response = client.get(URL, {"region": "131000", "audience": "veterans"})
    chips = [(chip.label, chip.query) for chip in response.context["chips"]]

    assert chips == [("廊坊市", "audience=veterans"), ("退役军人优先", "region=131000")]


def test_nothing_found_says_which_filter_to_drop_and_what_that_brings(client, three_places):
    PostingFactory.create_batch(2, region=RegionFactory(code="131082"))
    PostingFactory(region=RegionFactory(code="110112"), for_veterans=True)
    response = client.get(URL, {"region": "131082", "audience": "veterans"})
    chips = [(chip.label, chip.count) for chip in response.context["chips"]]

    assert chips == [("三河市", 1), ("退役军人优先", 2)]
    assert titles(response) == []


def test_demo_posts_carry_their_mark(client):
    PostingFactory(employer=EmployerFactory(is_demo=True))
    PostingFactory(employer=EmployerFactory())

    assert client.get(URL).content.decode().count('<span class="demo">演示数据</span>') == 1


def test_markup_in_a_title_is_text(client):
    PostingFactory(title="<script>alert(1)</script>")
    html = client.get(URL).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_swap_is_cut_from_the_very_page_that_a_reload_brings(client, three_places):
    """htmx selects the part itself: there is no second answer that could differ."""
    PostingFactory.create_batch(25, employer=EmployerFactory())
    params = {"region": "131000", "sort": "pay", "page": 2}
    asked_by_htmx = client.get(URL, params, headers={"HX-Request": "true", "HX-Boosted": "true"})

    assert asked_by_htmx.content == client.get(URL, params).content
    assert 'hx-select="#listing > *"' in asked_by_htmx.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_list_can_only_be_read(client, method):
    assert getattr(client, method)(reverse("posting_list")).status_code == 405
