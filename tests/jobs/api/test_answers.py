"""How answers leave: conditional, compressed, kept until something changes, open to any site."""

import datetime as dt
import gzip

import pytest
import time_machine
from django.utils import timezone

from jobs.models import Posting
from tests.factories import EmployerFactory, PostingFactory

pytestmark = pytest.mark.django_db
# What is kept is judged by what has been committed.
committed = pytest.mark.django_db(transaction=True)


@committed
def test_etag_is_answered_with_304_until_something_changes(integrator):
    posting = PostingFactory()
    first = integrator.ask("postings/")
    known = {"If-None-Match": first["ETag"]}

    again = integrator.ask("postings/", headers=known)
    Posting.objects.filter(pk=posting.pk).update(headcount=9)
    changed = integrator.ask("postings/", headers=known)

    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "no-cache")
    assert changed.status_code == 200
    assert changed.json()["results"][0]["headcount"] == 9


def test_last_modified_of_one_row_is_its_own(integrator):
    posting = PostingFactory()
    path = f"postings/{posting.pk}/"
    moment = integrator.ask(path)["Last-Modified"]
    since = {"If-Modified-Since": moment}

    with time_machine.travel(timezone.now() + dt.timedelta(seconds=5)):
        EmployerFactory()
        moment = integrator.ask(path, headers=since)["Last-Modified"]
        assert integrator.ask(path, headers={"If-Modified-Since": moment}).status_code == 304


def test_no_304_by_date_within_the_second_of_a_change(integrator):
    """Two changes in one second have the same Last-Modified: it is not told before that is over."""
    posting = PostingFactory()
    with time_machine.travel(timezone.now(), tick=False):
        first = integrator.ask(f"postings/{posting.pk}/")
    Posting.objects.update(headcount=9)

    again = integrator.ask(
        f"postings/{posting.pk}/", headers={"If-Modified-Since": first["Last-Modified"]}
    )

    assert again.status_code == 200


@committed
def test_answers_are_kept_until_something_changes(integrator, django_assert_num_queries):
    PostingFactory()
    first = integrator.ask("postings/").content
    with django_assert_num_queries(1):
        assert integrator.ask("postings/").content == first
    PostingFactory()

    assert integrator.get("postings/")["count"] == 2


def test_answers_are_not_kept_past_midnight(integrator):
    PostingFactory(expires_on=timezone.localdate())
    assert integrator.get("postings/")["count"] == 1

    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        assert integrator.get("postings/")["count"] == 0


def test_hosts_are_kept_apart(integrator):
    posting = PostingFactory()
    path = f"postings/{posting.pk}/"

    addresses = {
        host: integrator.ask(path, headers={"Host": host}).json()["url"]
        for host in ("localhost", "127.0.0.1")
    }

    assert addresses == {host: f"http://{host}/postings/{posting.pk}/" for host in addresses}


def test_gzip(integrator):
    PostingFactory.create_batch(3)
    plain = integrator.ask("postings/")
    zipped = integrator.ask("postings/", headers={"Accept-Encoding": "gzip, br"})

    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    assert len(zipped.content) < len(plain.content) / 3
    assert (zipped["ETag"], zipped["Vary"]) == (plain["ETag"], "Accept-Encoding")


def test_head(integrator):
    PostingFactory()
    whole = integrator.ask("postings/")

    head = integrator.client.head("/api/v1/postings/")

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(whole.content))


def test_any_site_may_read(integrator):
    for answer in (integrator.ask("postings/"), integrator.ask("postings/", page_size="x")):
        assert answer["Access-Control-Allow-Origin"] == "*"
    preflight = integrator.client.options("/api/v1/postings/")
    assert (preflight.status_code, preflight["Access-Control-Allow-Methods"]) == (
        204,
        "GET, HEAD, OPTIONS",
    )


def test_nobody_gets_a_cookie_and_nobody_is_asked_for_one(integrator, seeker):
    integrator.client.force_login(seeker)
    answer = integrator.ask("postings/")

    assert not answer.cookies
    assert answer["Vary"] == "Accept-Encoding"
