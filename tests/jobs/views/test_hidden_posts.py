"""A hidden post is offered to whoever hid it in no list, and to everybody else as before."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import EmployerFactory, PostingFactory, PostingMarkFactory, SeekerFactory
from tongwulang.accounts.models import User

# Committed, as what a visitor reads is.
pytestmark = pytest.mark.django_db(transaction=True)

LIST = reverse("posting_list")


@pytest.fixture
def seeker():
    return SeekerFactory()


@pytest.fixture
def client(client, seeker):
    client.force_login(seeker.user)
    return client


@pytest.fixture
def posts():
    """Two alike, of one employer, for veterans and dependents."""
    employer = EmployerFactory()
    return [
        PostingFactory(title=title, employer=employer, for_veterans=True, for_dependents=True)
        for title in ("数控车工甲班", "数控车工乙班")
    ]


def page(client, url=LIST, **params):
    return client.get(url, params).content.decode()


@pytest.mark.parametrize(
    "params", [{}, {"q": "数控车工"}, {"sort": "pay"}, {"audience": "veterans"}]
)
def test_lists_leave_it_out_and_say_so(client, seeker, posts, params):
    assert all(post.get_absolute_url() in page(client, **params) for post in posts)
    PostingMarkFactory(user=seeker.user, posting=posts[0], kind="hidden")
    html = page(client, **params)

    assert [post.get_absolute_url() in html for post in posts] == [False, True]
    assert "共 <b>2</b> 个岗位" in html
    assert "本页有 1 个您隐藏的岗位没有列出" in html
    assert f"{reverse('wishlist_detail')}#hidden" in html


def test_posts_with_some_of_the_words_are_left_out_too(client, seeker):
    some = PostingFactory(title="焊工")
    PostingFactory(title="焊工 夜班 包住")
    assert some.get_absolute_url() in page(client, q="焊工 夜班")
    PostingMarkFactory(user=seeker.user, posting=some, kind="hidden")

    assert some.get_absolute_url() not in page(client, q="焊工 夜班")


def test_others_and_visitors_go_on_seeing_it(client, seeker, posts):
    PostingMarkFactory(user=seeker.user, posting=posts[0], kind="hidden")
    PostingMarkFactory(posting=posts[0], kind="hidden")
    PostingMarkFactory(user=seeker.user, posting=posts[1], kind="favourite")
    visitor = Client()
    own, visitors = page(client), page(visitor)

    # Whichever of the two is made first.
    assert [posts[0].title in html for html in (own, visitors)] == [False, True]
    assert [posts[0].title in page(each) for each in (client, visitor)] == [False, True]
    assert posts[1].title in own
    assert "隐藏" not in visitors


def test_shown_again_at_once(client, seeker, posts):
    first = client.get(LIST)
    client.post(reverse("posting_mark", args=[posts[0].pk]), {"do": "hide"})
    hidden = client.get(LIST, headers={"if-none-match": first["ETag"]})
    assert (hidden.status_code, posts[0].title in hidden.content.decode()) == (200, False)
    assert ("private" in hidden["Cache-Control"], "private" in first["Cache-Control"]) == (
        True,
        False,
    )
    # By the date alone, nobody is told that nothing has changed.
    dated = client.get(LIST, headers={"if-modified-since": hidden["Last-Modified"]})
    assert dated.status_code == 200

    client.post(reverse("posting_mark", args=[posts[0].pk]), {"do": "forget"})
    assert client.get(LIST).content == first.content


def test_page_on_which_everything_is_hidden_is_not_called_empty(client, seeker, posts):
    for post in posts:
        PostingMarkFactory(user=seeker.user, posting=post, kind="hidden")
    html = page(client)

    assert "本页有 2 个您隐藏的岗位没有列出" in html
    assert "现在没有在招岗位" not in html


@pytest.mark.parametrize("name", ["home", "veterans_home", "dependents_home"])
def test_newest_posts_leave_it_out(client, seeker, posts, name):
    PostingMarkFactory(user=seeker.user, posting=posts[0], kind="hidden")
    html = page(client, reverse(name))

    assert [post.title in html for post in posts] == [False, True]


def test_posts_of_an_employer_leave_it_out_and_say_so(client, seeker, posts):
    PostingMarkFactory(user=seeker.user, posting=posts[0], kind="hidden")
    html = page(client, posts[0].employer.get_absolute_url())

    assert [post.title in html for post in posts] == [False, True]
    assert "在招岗位（1）" in html
    assert "另有 1 个您隐藏的岗位没有列出" in html
    PostingMarkFactory(user=seeker.user, posting=posts[1], kind="hidden")
    assert "现在没有在招岗位" not in page(client, posts[0].employer.get_absolute_url())


def test_neighbours_leave_it_out_and_its_own_page_opens(client, seeker, posts):
    alike = PostingFactory(title="数控车工甲班", duties=posts[0].duties)
    others = [posts[1].get_absolute_url(), alike.get_absolute_url()]
    html = page(client, posts[0].get_absolute_url())
    assert all(link in html for link in others)
    for post in (*posts, alike):
        PostingMarkFactory(user=seeker.user, posting=post, kind="hidden")
    html = page(client, posts[0].get_absolute_url())

    assert posts[0].title in html
    assert not any(link in html for link in others)
    assert "该单位另有" not in html


def test_page_of_who_has_hidden_nothing_on_it_is_everybodys(client, seeker, posts):
    PostingMarkFactory(user=seeker.user, kind="hidden", posting__expired=True)
    visitors = Client().get(LIST)
    again = client.get(LIST)

    assert again.content == visitors.content
    assert not again.templates


def test_ended_session_hides_nothing(client, seeker, posts):
    PostingMarkFactory(user=seeker.user, posting=posts[0], kind="hidden")
    User.objects.filter(pk=seeker.user_id).update(is_active=False)

    assert posts[0].title in page(client)


@pytest.mark.parametrize("rows", [1, 30])
def test_own_list_costs_the_same_for_one_and_many(client, seeker, rows, django_assert_num_queries):
    for post in PostingFactory.create_batch(rows):
        PostingMarkFactory(user=seeker.user, posting=post, kind="hidden")
    PostingFactory()
    with django_assert_num_queries(15):
        client.get(LIST)
    with django_assert_num_queries(4):
        client.get(LIST)
