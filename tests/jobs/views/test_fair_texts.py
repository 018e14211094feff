"""What is said of a fair comes from its data; a cancelled one is named, a dropped draft is not."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import (
    FairFactory,
    OrganizationFactory,
    RegionFactory,
    ReportedFigureFactory,
    VenueFactory,
)
from tests.jobs.views.reading import rows_of, text_of

pytestmark = pytest.mark.django_db


def pages_of(venue):
    fair = venue.fair
    return [
        fair.get_absolute_url(),
        reverse("fair_employers", args=[fair.slug]),
        venue.get_absolute_url(),
    ]


def test_cancelled_fair_says_which_and_when_it_was_and_leads_on(client):
    venue = VenueFactory(
        fair__status="cancelled", fair__name="春季专场", fair__starts_on=dt.date(2099, 3, 27)
    )
    for url in pages_of(venue):
        response = client.get(url)
        assert response.status_code == 410
        assert "<h1>春季专场</h1>" in response.content.decode()
        assert "原定2099年3月27日（周五）举办，现已取消，请不要前往现场。" in text_of(response)
        assert f'href="{reverse("fair_list")}"' in response.content.decode()


def test_dropped_draft_was_never_there(client):
    venue = VenueFactory(fair__status="cancelled", fair__announced_at=None)
    assert [client.get(url).status_code for url in pages_of(venue)] == [404] * 3


@pytest.mark.parametrize(
    ("audience", "kicker", "is_olive"),
    [
        ("", "测试系列 · 已发布", False),
        ("fresh_graduates", "应届毕业生 · 已发布", False),
        ("veterans", "退役军人优先 · 已发布", True),
        ("dependents", "随军家属友好 · 已发布", True),
    ],
)
def test_texts_and_colour_of_a_fair_come_from_its_data(
    client, hall_with, audience, kicker, is_olive
):
    place = hall_with(1)
    place.fair.audience = audience
    place.fair.save()
    html = client.get(place.fair.get_absolute_url()).content.decode()
    hall = client.get(place.venue.get_absolute_url()).content.decode()

    assert f'<p class="kicker">{kicker}</p>' in html
    assert ('class="vets"' in html, "btn olive" in html) == (is_olive, is_olive)
    assert ('class="vets"' in hall, "btn olive" in hall) == (is_olive, is_olive)
    assert ('<li class="vets">' in html_of_list(client)) is is_olive


def html_of_list(client):
    return client.get(reverse("fair_list")).content.decode()


def test_series_of_the_same_name_is_not_said_twice(client):
    fair = FairFactory(name="测试系列")

    html = client.get(fair.get_absolute_url()).content.decode()
    assert '<p class="kicker">已发布</p>' in html


def test_hosts_stand_under_their_role(client):
    fair = FairFactory()
    for code, role in (("110112", "co_host"), ("120114", "host"), ("131000", "host")):
        bureau = OrganizationFactory(region=RegionFactory(code=code))
        fair.hosts.create(organization=bureau, role=role)
    text = text_of(client.get(fair.get_absolute_url()))

    assert "主办 武清区hr局 廊坊市hr局 承办 通州区hr局" in text


@pytest.mark.parametrize(("source", "said"), [("某报", True), ("", False)])
def test_only_a_reported_fair_says_what_was_not_reported(client, source, said):
    fair = FairFactory(source=source, reported_fields=["电子信息"])
    text = text_of(client.get(fair.get_absolute_url()))

    assert ("未报道" in text) is said
    assert "报道提到的领域或岗位 电子信息" in text


def test_fair_of_which_nothing_is_known_has_no_empty_section(client):
    venue = VenueFactory()
    text = text_of(client.get(venue.fair.get_absolute_url()))

    assert "主办与服务" not in text
    assert "看 0" not in text
    assert "全部 0" not in text
    assert "不统计" not in text
    assert "看本会场" not in text_of(client.get(venue.get_absolute_url()))


def test_reported_figures_stand_beside_the_systems(client, hall_with):
    hall = hall_with(2)
    ReportedFigureFactory(fair=hall.fair, measure="postings", value=3100, is_at_least=True)
    ReportedFigureFactory(fair=hall.fair, measure="visitors", value=None)
    hall.fair.source = "测试报道"
    hall.fair.save()
    rows = {row[0]: row[1:] for row in rows_of(client.get(hall.fair.get_absolute_url()))}

    assert rows["用人单位"] == ["173", "2"]
    assert rows["岗位"] == ["3,100+", "2"]
    assert rows["会场"] == ["未报道", "1"]
    assert rows["现场求职者"][0] == "未报道"
