"""收藏与订阅: favourites, hidden posts, employers to stay unseen by, saved searches."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from jobs.actions import applications
from jobs.choices import ApplicationStatus as S
from jobs.models import EmployerBlock, PostingMark, SavedSearch
from tests.factories import (
    EmployerBlockFactory,
    NoticeFactory,
    PostingFactory,
    PostingMarkFactory,
    SavedSearchFactory,
    SeekerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeker():
    return SeekerFactory()


@pytest.fixture
def client(client, seeker):
    client.force_login(seeker.user)
    return client


def done(client, posting, act):
    return client.post(reverse("posting_mark", args=[posting.pk]), {"do": act})


def test_later_word_on_a_post_counts(client):
    posting = PostingFactory()
    for act in ("favourite", "favourite", "hide"):
        assert done(client, posting, act)["Location"] == reverse("wishlist_detail")

    assert PostingMark.objects.get().kind == "hidden"
    done(client, posting, "forget")
    assert PostingMark.objects.count() == 0


def test_looking_at_the_page_marks_nothing_and_unknown_acts_are_not_there(client):
    posting = PostingFactory()

    assert client.get(reverse("posting_mark", args=[posting.pk])).status_code == 200
    assert done(client, posting, "steal").status_code == 404
    assert PostingMark.objects.count() == 0


def test_draft_cannot_be_marked(client):
    assert done(client, PostingFactory(status="draft"), "favourite").status_code == 404


def applied(seeker, posting):
    return applications.apply(
        applicant=seeker,
        posting=posting,
        fields=["name", "phone"],
        notice=NoticeFactory(kind="application"),
        by=seeker.user,
    )


def test_blocked_employer_loses_sight_at_once_and_is_not_applied_to(client, seeker):
    posting = PostingFactory()
    application, other = applied(seeker, posting), applied(seeker, PostingFactory())
    done(client, posting, "block")
    application.refresh_from_db()
    other.refresh_from_db()

    assert (application.status, other.status) == (S.WITHDRAWN, S.SUBMITTED)
    assert application.disclosures.get().given() == []
    with pytest.raises(ValidationError, match="不让这家单位看到您"):
        applied(seeker, posting)
    done(client, posting, "unblock")
    assert applied(seeker, posting).status == S.SUBMITTED


def test_list_shows_mine_and_takes_off(client, seeker):
    favourite = PostingMarkFactory(user=seeker.user, posting__title="收藏的岗位甲")
    block = EmployerBlockFactory(user=seeker.user)
    PostingMarkFactory(posting__title="别人的岗位乙")
    html = client.get(reverse("wishlist_detail")).content.decode()

    assert (favourite.posting.title in html, "别人的岗位乙" in html) == (True, False)
    client.post(reverse("block_delete", args=[block.pk]))
    assert EmployerBlock.objects.count() == 0


def saved(client, query, **values):
    url = f"{reverse('search_save')}?{query}"
    return client.post(url, {"name": "焊工", "frequency": "daily", **values})


def test_search_is_saved_once_under_words_of_its_filters(client, seeker):
    query = "q=焊工&pay=6000&page=2"
    page = client.get(f"{reverse('search_save')}?{query}")
    assert 'value="焊工 ' in page.content.decode()
    for frequency in ("daily", "weekly"):
        saved(client, query, frequency=frequency)

    search = SavedSearch.objects.get()
    assert (search.user, search.frequency) == (seeker.user, "weekly")
    assert client.get(search.get_absolute_url()).status_code == 200


def test_twenty_searches_are_the_most(client, seeker):
    SavedSearchFactory.create_batch(20, user=seeker.user)
    answer = saved(client, "q=电工")

    assert "最多保存 20 个搜索" in answer.content.decode()
    assert SavedSearch.objects.count() == 20


def test_bad_form_is_named_and_keeps_what_was_typed(client):
    answer = saved(client, "q=电工", frequency="hourly", name="夜班电工")
    html = answer.content.decode()

    assert 'value="夜班电工"' in html
    assert 'class="error"' in html


def test_deleting_a_search(client, seeker):
    search = SavedSearchFactory(user=seeker.user)
    client.post(reverse("search_delete", args=[search.pk]))

    assert SavedSearch.objects.count() == 0


def test_list_of_posts_offers_to_subscribe_to_what_is_chosen(client):
    html = client.get(f"{reverse('posting_list')}?pay=6000").content.decode()

    assert f'{reverse("search_save")}?pay=6000"' in html
    assert reverse("search_save") not in client.get(reverse("posting_list")).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_for_one_and_many(client, seeker, rows, django_assert_num_queries):
    for factory in (PostingMarkFactory, EmployerBlockFactory, SavedSearchFactory):
        factory.create_batch(rows, user=seeker.user)
    PostingMarkFactory.create_batch(rows, user=seeker.user, kind="hidden")
    with django_assert_num_queries(6):
        client.get(reverse("wishlist_detail"))


@pytest.mark.parametrize("kind", ["favourite", "hidden"])
def test_more_than_a_page_of_posts_are_on_pages_of_their_own(client, seeker, kind):
    PostingMarkFactory.create_batch(24, user=seeker.user, kind=kind)
    everything = reverse("wishlist_marks", args=[kind])
    assert everything not in client.get(reverse("wishlist_detail")).content.decode()
    oldest = PostingMarkFactory(
        user=seeker.user, kind=kind, marked_at="2026-01-01T00:00Z", posting__title="最早的岗位"
    )
    PostingMarkFactory(kind=kind, posting__title="别人的岗位乙")
    html = client.get(reverse("wishlist_detail")).content.decode()
    assert (everything in html, oldest.posting.title in html) == (True, False)

    pages = [client.get(everything, {"page": n}).content.decode() for n in (1, 2)]

    assert [oldest.posting.title in page for page in pages] == [False, True]
    assert "别人的岗位乙" not in "".join(pages)
    assert f'action="{reverse("posting_mark", args=[oldest.posting_id])}"' in pages[1]


def test_kind_that_is_none_is_not_there(client):
    assert client.get(reverse("wishlist_marks", args=["stolen"])).status_code == 404


@pytest.mark.parametrize("rows", [1, 24])
def test_page_of_marks_costs_the_same_for_one_and_many(
    client, seeker, rows, django_assert_num_queries
):
    PostingMarkFactory.create_batch(rows, user=seeker.user, kind="hidden")
    with django_assert_num_queries(4):
        client.get(reverse("wishlist_marks", args=["hidden"]))
