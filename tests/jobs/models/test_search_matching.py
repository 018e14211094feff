"""What a query finds among posts, and in which order: the same on either database."""

import datetime as dt

import pytest
from django.utils import timezone

from jobs import row_counts
from jobs.models import Posting, posting_names
from jobs.search.query import parse
from jobs.search.relations import Related, Relations
from tests.factories import EmployerFactory, OccupationFactory, PostingFactory, RegionFactory

pytestmark = pytest.mark.django_db

TITLES = [
    "焊工",
    "电焊工（包吃住）",
    "Java工程师",
    "Ｊａｖａ开发",
    "JavaScript前端",
    "C++开发工程师",
    "C语言开发",
    "数控车床操作工",
    "车床维修与数控编程",
    "HR专员",
    "人力资源经理",
    "会计",
    "会\u3000计",
    "会议统计员",
    "全盘会计师",
    ".NET程序员",
    "网络工程师",
]


@pytest.fixture
def posts():
    now = timezone.now()
    for number, title in enumerate(TITLES):
        PostingFactory(title=title, duties="详谈", published_at=now - dt.timedelta(hours=number))


def titles(typed):
    return set(Posting.objects.found_by(parse(typed)).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("焊工", {"焊工", "电焊工（包吃住）"}),
        ("电焊工", {"焊工", "电焊工（包吃住）"}),
        ('"电焊工"', {"电焊工（包吃住）"}),
        ("JAVA", {"Java工程师", "Ｊａｖａ开发"}),
        ("Java工程师", {"Java工程师", "Ｊａｖａ开发"}),
        ("C++", {"C++开发工程师"}),
        (".net", {".NET程序员"}),
        ('"数控车床"', {"数控车床操作工"}),
        ("数控 车床", {"数控车床操作工", "车床维修与数控编程"}),
        ("人力资源", {"HR专员", "人力资源经理"}),
        ("会计", {"会计", "会\u3000计", "全盘会计师"}),
        ("会 计", {"会计", "会\u3000计", "全盘会计师"}),
        ("计", {"会计", "会\u3000计", "全盘会计师", "会议统计员"}),
        ("五险一金", set()),
        ("会计/焊工", {"会计", "会\u3000计", "全盘会计师", "焊工", "电焊工（包吃住）"}),
        ("", set()),
        ("' OR 1=1 --", set()),
        ('* NEAR("', set()),
        ("\\", set()),
    ],
)
def test_what_is_found(posts, typed, found):
    assert titles(typed) == found


def test_words_may_stand_in_title_text_and_employer():
    posting = PostingFactory(
        title="质检员", duties="使用三坐标测量", employer=EmployerFactory(name="华北乐器厂")
    )
    PostingFactory(title="质检员", duties="详谈")
    assert list(Posting.objects.found_by(parse("质检 三坐标 华北乐器"))) == [posting]


def test_a_word_in_very_many_names_names_none(monkeypatch):
    monkeypatch.setattr(posting_names, "MOST_NAMED", 1)
    PostingFactory(title="质检员", employer=EmployerFactory(name="甲科技"))
    PostingFactory(title="质检员", employer=EmployerFactory(name="乙科技"))
    assert list(Posting.objects.found_by(parse("科技"))) == []


def test_an_employer_is_found_by_its_full_name_however_common_its_words(monkeypatch):
    monkeypatch.setattr(posting_names, "MOST_NAMED", 1)
    names = ["燕郊精密科技有限公司", "燕郊重工科技有限公司", "香河精密科技有限公司"]
    posts = {
        name: PostingFactory(title="质检员", employer=EmployerFactory(name=name)) for name in names
    }
    for name, post in posts.items():
        assert list(Posting.objects.found_by(parse(name))) == [post]


def test_an_occupation_is_found_by_its_full_name_however_common_its_words(monkeypatch):
    monkeypatch.setattr(posting_names, "MOST_NAMED", 1)
    for code, name in (("2-06-03-00", "会计专业人员"), ("2-06-04-00", "审计专业人员")):
        OccupationFactory(code=code, name=name)
    post = PostingFactory(title="出纳", occupation_id="2-06-03-00")
    PostingFactory(title="出纳", occupation_id="2-06-04-00")
    assert list(Posting.objects.found_by(parse("会计专业人员"))) == [post]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("三河 质检", {"131082"}),
        ("三河市质检员", {"131082"}),
        ("廊坊 质检", {"131082", "131003"}),
        ("北京质检员", {"110112", "110115"}),
        ("北三县 质检", {"131082"}),
        ("武清 质检", set()),
        ('"三河"', {"131082"}),
    ],
)
def test_a_place_means_all_posts_there(typed, codes):
    for code in ("131082", "131003", "110112", "110115"):
        PostingFactory(title="质检员", region=RegionFactory(code=code))
    found = Posting.objects.found_by(parse(typed))
    assert set(found.values_list("region", flat=True)) == codes


def test_benefits_shift_and_address_are_found():
    post = PostingFactory(
        title="质检员", benefits=["五险一金", "免费班车"], shift="night", address="燕郊镇学院大街"
    )
    PostingFactory(title="质检员")
    for typed in ("五险一金", "班车", "夜班", "燕郊", "燕郊 质检 夜班"):
        assert list(Posting.objects.found_by(parse(typed))) == [post], typed


def test_a_found_set_can_be_a_subquery(posts):
    inner = Posting.objects.found_by(parse("焊工")).values("pk")
    assert Posting.objects.filter(pk__in=inner).count() == 2


def test_matches_come_newest_first(posts):
    found = Posting.objects.found_by(parse("会计")).newest_matches_first()
    assert [posting.title for posting in found] == ["会计", "会\u3000计", "全盘会计师"]


def test_the_order_follows_the_moment_of_publishing(posts):
    Posting.objects.filter(title="全盘会计师").update(published_at=timezone.now())
    found = Posting.objects.found_by(parse("会计")).newest_matches_first()
    assert [posting.title for posting in found] == ["全盘会计师", "会计", "会\u3000计"]


def by_relevance(typed, **options):
    ranked = Posting.objects.by_relevance(parse(typed), **options)
    names = dict(Posting.objects.values_list("pk", "title"))
    return [names[pk] for pk in ranked.ids], ranked


def test_relevance_puts_the_very_title_first(posts):
    ordered, ranked = by_relevance("焊工", relations=Relations())
    assert ordered[:2] == ["焊工", "电焊工（包吃住）"]
    assert not ranked.is_bounded


def test_relevance_adds_posts_with_some_of_the_words_and_says_which(posts):
    ordered, ranked = by_relevance("网络工程师", relations=Relations())
    assert ordered[0] == "网络工程师"
    assert {"Java工程师", "C++开发工程师"} <= set(ordered[1:])
    assert len(ranked.full) == 1


def test_relevance_ranks_the_newest_and_says_when_there_are_more(posts):
    ordered, ranked = by_relevance("会计", bound=2, relations=Relations())
    assert ordered == ["会计", "会\u3000计"]
    assert ranked.is_bounded


def test_relations_bring_in_posts_that_say_it_otherwise(posts):
    relations = Relations(labels={"财务": Related(title={"会计": 2.0})})
    assert "会计" in by_relevance("财务", relations=relations)[0]


def test_an_empty_query_ranks_nothing(posts):
    assert by_relevance("")[0] == []


def test_counting_ends_and_says_so(posts, monkeypatch):
    monkeypatch.setattr(row_counts, "COUNTED", 2)
    assert row_counts.counted(Posting.objects.found_by(parse("会计"))) == (2, False)
    assert row_counts.counted(Posting.objects.found_by(parse("焊工"))) == (2, True)


def test_similar_posts_leave_out_what_the_caller_left_out(posts):
    posting = Posting.objects.get(title="焊工")
    ranked = Posting.objects.exclude(pk=posting.pk).similar_to(title=posting.title, text="")
    pks = [pk for pk, _score in ranked]
    assert pks[0] == Posting.objects.get(title="电焊工（包吃住）").pk
    assert posting.pk not in pks
