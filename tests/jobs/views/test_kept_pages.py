"""A page that is kept is the same bytes, until something on it changes; then it is never old."""

import gzip

import pytest
from django.urls import reverse

from jobs.actions import employers
from jobs.models import Posting
from tests.factories import EmployerFactory, FairFactory, ParticipationFactory, PostingFactory

pytestmark = pytest.mark.django_db(transaction=True)

URL = reverse("posting_list")


def shown(client, **params):
    return client.get(URL, params).content.decode()


def test_page_is_made_once_while_nothing_changes(client, django_assert_num_queries):
    PostingFactory()
    first = shown(client)
    with django_assert_num_queries(1):
        assert shown(client) == first


def test_change_of_a_post_is_on_the_next_page_that_is_asked_for(client):
    posting = PostingFactory(title="数控车工")
    assert "数控车工" in shown(client)

    posting.title = "数控铣工"
    posting.save()
    assert "数控铣工" in shown(client)
    assert "数控车工" not in shown(client)

    Posting.objects.filter(pk=posting.pk).update(salary_min=7777, salary_max=8888)
    assert "7,777–8,888" in shown(client)

    Posting.objects.filter(pk=posting.pk).update(
        status="closed", closed_at=posting.published_at, closed_by=posting.reviewed_by
    )
    assert "数控铣工" not in shown(client)
    assert "共 <b>0</b> 个岗位" in shown(client)


def is_made_anew(client, **params):
    return bool(client.get(URL, params).templates)


def test_edit_leaves_pages_that_do_not_show_the_post(client):
    shown_post, other = PostingFactory(experience_min=0), PostingFactory(experience_min=5)
    assert is_made_anew(client, experience=1)
    assert not is_made_anew(client, experience=1)

    Posting.objects.filter(pk=other.pk).update(headcount=77)
    assert not is_made_anew(client, experience=1)

    Posting.objects.filter(pk=shown_post.pk).update(headcount=78)
    assert is_made_anew(client, experience=1)

    # A count beside the list is another one now.
    Posting.objects.filter(pk=other.pk).update(experience_min=3)
    assert is_made_anew(client, experience=1)


def test_any_edit_may_change_what_a_search_finds(client):
    post = PostingFactory(title="会计")
    assert "共 <b>0</b> 个岗位" in shown(client, q="焊工")

    Posting.objects.filter(pk=post.pk).update(title="焊工")
    assert "共 <b>1</b> 个岗位" in shown(client, q="焊工")


def test_new_post_is_counted_on_every_kept_page(client):
    PostingFactory(experience_min=0)
    assert "共 <b>1</b> 个岗位" in shown(client, experience=3)

    PostingFactory(experience_min=2)
    assert "共 <b>2</b> 个岗位" in shown(client, experience=3)


def test_what_is_beside_a_post_is_never_old_either(client, platform_admin):
    posting = PostingFactory(employer=EmployerFactory(name="旧名称"))
    assert "旧名称" in shown(client)

    posting.employer.name = "新名称"
    posting.employer.save()
    assert "新名称" in shown(client)

    participation = ParticipationFactory(employer=posting.employer, fair=FairFactory(name="春季会"))
    participation.postings.add(posting)
    assert "春季会" in shown(client)

    posting.region.name = "改了名的区"
    posting.region.save()
    assert "改了名的区" in shown(client)

    employers.suspend_employer(employer=posting.employer, by=platform_admin)
    assert "新名称" not in shown(client)


def test_name_of_a_chosen_filter_is_never_old(client):
    posting = PostingFactory()
    region = posting.region
    assert f"</span>{region.name}<" in shown(client, region=region.pk)

    region.name = "改了名的区"
    region.save()
    assert "</span>改了名的区<" in shown(client, region=region.pk)


def test_post_that_ran_out_overnight_is_gone_without_a_write(client, time_machine):
    time_machine.move_to("2026-11-24 15:00+08:00")
    PostingFactory(title="今天截止", expires_on="2026-11-24")
    assert "今天截止" in shown(client)

    time_machine.move_to("2026-11-25 00:01+08:00")
    assert "今天截止" not in shown(client)


def test_each_display_and_host_has_its_own(client):
    PostingFactory()
    plain = shown(client)
    client.cookies["display"] = "large.dark"

    assert 'data-size="large"' in shown(client)
    assert 'data-size="large"' not in plain
    assert "http://localhost/postings/" in client.get(URL, HTTP_HOST="localhost").content.decode()


def test_reader_who_has_it_is_told_so(client):
    PostingFactory()
    first = client.get(URL)
    again = client.get(URL, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")

    PostingFactory()
    assert client.get(URL, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_compressed_page_is_the_page(client):
    PostingFactory()
    packed = client.get(URL, HTTP_ACCEPT_ENCODING="gzip")

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == client.get(URL).content
    assert {"Cookie", "Accept-Encoding"} <= set(packed["Vary"].split(", "))


def test_who_is_logged_in_gets_the_same_page(client, platform_admin):
    PostingFactory()
    before = shown(client)
    client.force_login(platform_admin)

    assert shown(client) == before
