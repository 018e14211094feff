"""Searching from the list of posts: what is found, in which order, and how the page says so."""

import re

import pytest
from django.urls import reverse

from jobs import live_facets
from jobs.views.kept_pages import pages
from tests.factories import EmployerFactory, PostingFactory, RegionFactory

pytestmark = pytest.mark.django_db

URL = reverse("posting_list")


def titles(client, **params):
    return titles_of(client.get(URL, params))


def titles_of(answer):
    """The titles on the page, without their marks."""
    found = re.findall(r'<h2><a href="/postings/\d+/">(.*?)</a></h2>', answer.content.decode())
    return [re.sub("</?mark>", "", title) for title in found]


def test_word_of_the_title_finds_the_post_and_is_marked(client):
    PostingFactory(title="五轴数控机床操作工")
    PostingFactory(title="会计", duties="核算成本。")

    answer = client.get(URL, {"q": "数控"})

    assert titles_of(answer) == ["五轴数控机床操作工"]
    assert "五轴<mark>数控</mark>机床操作工" in answer.content.decode()
    assert "共 <b>1</b> 个岗位" in answer.content.decode()


def test_card_shows_where_the_word_stands_if_title_and_employer_have_it_not(client):
    PostingFactory(title="数控车工", duties="看图。" * 50 + "会用<三坐标>测量仪。" + "记录。" * 50)
    PostingFactory(title="三坐标测量员", duties="会用三坐标。")
    PostingFactory(title="质检员", benefits=["五险一金", "包吃住"], duties="抽检。")

    found = re.findall(
        r'<p class="found">(.*?)</p>', client.get(URL, {"q": "三坐标"}).content.decode()
    )
    assert len(found) == 1
    assert "会用&lt;<mark>三坐标</mark>&gt;测量仪" in found[0]
    assert len(re.sub("</?mark>|&.t;", "", found[0])) == 40  # with an ellipsis at either end
    assert '<p class="found"><mark>五险一金</mark>' in (
        client.get(URL, {"q": "五险一金"}).content.decode()
    )
    assert 'class="found"' not in client.get(URL).content.decode()


def test_title_comes_before_text_and_employer_is_found_by_name(client):
    PostingFactory(title="仓库管理员", duties="与焊工班组交接物料。")
    PostingFactory(title="焊工", duties="按图施焊。")
    PostingFactory(title="门卫", employer=EmployerFactory(name="某某会计师事务所"), duties="值守。")

    assert titles(client, q="焊工") == ["焊工", "仓库管理员"]
    assert titles(client, q="会计师事务所") == ["门卫"]


def partly(client, **params):
    html = client.get(URL, params).content.decode()
    _list, heading, rest = html.partition("只符合一部分的岗位")
    return re.findall(r'<h2><a href="/postings/\d+/">(.*?)</a></h2>', rest) if heading else None


def test_where_few_have_all_words_those_with_some_follow_and_are_said_to(client, monkeypatch):
    PostingFactory(title="焊工", duties="施焊。", benefits=["周末双休"])
    PostingFactory(title="焊工", duties="施焊。", region=RegionFactory(code="131082"))
    PostingFactory(title="会计", duties="核算。", benefits=["周末双休"])
    PostingFactory(title="保安", duties="值守。")

    answer = client.get(URL, {"q": "焊工 双休"})
    assert answer.context["found"] == "1"
    assert partly(client, q="焊工 双休") == ["<mark>焊工</mark>", "会计"]
    assert partly(client, q="焊工 双休", region="131082") == ["<mark>焊工</mark>"]
    assert partly(client, q="焊工 三坐标") == ["<mark>焊工</mark>"] * 2
    for other in ({"q": "双休"}, {"q": "焊工 双休", "sort": "newest"}, {"q": "“焊工双休”"}, {}):
        assert partly(client, **other) is None, other
    monkeypatch.setattr("jobs.views.partly_found.PER_PAGE", 1)
    pages.forget()
    PostingFactory(title="门卫")
    assert partly(client, q="焊工 双休") is None


def test_orders_are_newest_pay_and_with_words_relevance(client):
    PostingFactory(title="焊工", salary_max=8000)
    PostingFactory(title="高级焊工", salary_max=20000)
    PostingFactory(title="焊工学徒", salary_max=None, salary_min=None)

    assert titles(client, q="焊工", sort="newest") == ["焊工学徒", "高级焊工", "焊工"]
    assert titles(client, sort="pay") == ["高级焊工", "焊工", "焊工学徒"]
    plain, searched = client.get(URL), client.get(URL, {"q": "焊工"})
    assert [label for label, _, _ in plain.context["orders"]] == ["最新", "薪资高"]
    assert [label for label, _, _ in searched.context["orders"]] == ["最相关", "最新", "薪资高"]


def test_words_and_filters_narrow_together_and_are_kept(client):
    RegionFactory(code="131082")
    PostingFactory(title="焊工甲")
    PostingFactory(title="焊工乙", region_id="131082")

    answer = client.get(URL, {"q": "焊工", "region": "131082"})

    assert titles_of(answer) == ["焊工乙"]
    assert '<input type="hidden" name="region" value="131082">' in answer.content.decode()


def test_nothing_found_names_the_word_to_drop(client):
    PostingFactory(title="焊工")

    text = client.get(URL, {"q": "潜水员"}).content.decode()

    assert "去掉搜索“潜水员”，有 1 个岗位" in text


@pytest.mark.parametrize("typed", ["", "  ", "，。！", '""'])
def test_nothing_searched_is_the_plain_list(client, typed):
    PostingFactory(title="焊工")

    answer = client.get(URL, {"q": typed})

    assert titles_of(answer) == ["焊工"]
    assert answer.context["chips"] == []


def test_too_long_a_search_says_so_and_shows_the_list(client):
    PostingFactory(title="焊工")

    text = client.get(URL, {"q": "焊" * 101}).content.decode()

    assert "搜索：最多 100 个字，现为 101 个。" in text
    assert "焊工" in text


def test_what_was_typed_is_escaped(client):
    PostingFactory(title="焊工<b>")

    text = client.get(URL, {"q": '焊工"><script>'}).content.decode()

    assert "<script>" not in text
    assert "焊工<b>" not in text


def test_hidden_posts_are_never_found(client):
    PostingFactory(title="焊工", closed=True)
    PostingFactory(title="焊工", expired=True)

    assert titles(client, q="焊工") == []


@pytest.mark.django_db(transaction=True)
def test_search_asks_as_many_questions_for_thirty_posts_as_for_one(
    client, django_assert_max_num_queries
):
    employer = EmployerFactory()
    counts = []
    for more in (1, 29):
        PostingFactory.create_batch(more, title="焊工", employer=employer)
        live_facets.forget()
        pages.forget()
        with django_assert_max_num_queries(100) as asked:
            client.get(URL, {"q": "焊工"})
        counts.append(len(asked))

    assert counts[0] == counts[1]
