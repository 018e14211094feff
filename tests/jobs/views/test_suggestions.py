"""Suggestions as the search box asks for them."""

import re

import pytest
from django.urls import reverse

from tests.factories import EmployerFactory, OccupationFactory, PostingFactory
from tests.jobs.views.reading import text_of

pytestmark = pytest.mark.django_db

URL = reverse("posting_suggestions")


@pytest.fixture
def market():
    """A post at an employer, and an occupation, that all have to do with welding."""
    PostingFactory(
        title="焊接工程师（夜班）",
        employer=EmployerFactory(name="廊坊焊接设备厂"),
        occupation=OccupationFactory(code="6-18-02-04", name="焊接设备操作工"),
    )


def offered(client, typed):
    """(text, kind) of every option."""
    html = client.get(URL, {"q": typed}).content.decode()
    return [
        tuple(re.sub(r"<[^>]+>", "", option).split(" "))
        for option in re.findall(r'<li role="option".*?</li>', html)
    ]


def test_options_say_what_they_are(client, market):
    assert sorted(offered(client, "焊接")) == [
        ("廊坊焊接设备厂", "单位"),
        ("焊接工程师", "岗位"),
        ("焊接设备操作工", "职业"),
    ]
    assert ("焊接工程师", "岗位") in offered(client, "hjgc")


def test_options_can_be_told_apart_and_mark_what_was_typed(client, market):
    html = client.get(URL, {"q": "焊接"}).content.decode()

    assert re.findall(r'id="(.*?)"', html) == [f"suggestion-{number}" for number in (1, 2, 3)]
    assert '<span class="text"><mark>焊接</mark>工程师</span>' in html


def test_what_is_offered_finds_something(client, market):
    for text, kind in offered(client, "焊接"):
        found = client.get(reverse("posting_list"), {"q": text}).context["found"]
        assert found == "1", (text, kind)


@pytest.mark.parametrize("typed", ["", " ", "？", "没有这种工作", "焊" * 200, '<b>"'])
def test_nothing_to_offer_is_nothing(client, market, typed):
    answer = client.get(URL, {"q": typed})

    assert (answer.status_code, text_of(answer).strip()) == (200, "")


def test_markup_in_a_title_is_text(client):
    PostingFactory(title="焊工<b>急</b>")

    assert "焊工&lt;b&gt;" in client.get(URL, {"q": "焊工<"}).content.decode().replace(
        "<mark>", ""
    ).replace("</mark>", "")


def test_what_is_not_public_is_not_offered(client):
    PostingFactory(title="焊工", closed=True)
    PostingFactory(title="焊工", expired=True)

    assert offered(client, "焊工") == []


def test_answer_is_kept_for_a_minute(client, market):
    assert client.get(URL, {"q": "焊"})["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("rows", [1, 30])
def test_suggestions_cost_the_same_number_of_queries(client, rows, django_assert_num_queries):
    PostingFactory.create_batch(rows, employer=EmployerFactory())
    with django_assert_num_queries(3):
        client.get(URL, {"q": "数控"})
    with django_assert_num_queries(5):
        client.get(URL, {"q": "sk"})
