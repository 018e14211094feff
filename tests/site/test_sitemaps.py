"""What search engines are told of."""

import re

import pytest
from django.utils import timezone

from tests.factories import (
    DraftFactory,
    EmployerFactory,
    FairFactory,
    PostingFactory,
    VenueFactory,
)
from tongwulang.site import sitemaps

pytestmark = pytest.mark.django_db


def addresses(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return re.findall(r"<loc>http://testserver(.*?)</loc>", answer.content.decode())


def told(client):
    """Every address in every file that the index names."""
    return [one for url in addresses(client, "/sitemap.xml") for one in addresses(client, url)]


def test_what_is_public_is_told_and_everything_told_can_be_opened(client):
    posting, venue = PostingFactory(), VenueFactory()
    found = told(client)

    for shown in (posting, posting.employer, venue, venue.fair):
        assert shown.get_absolute_url() in found
    assert {client.get(url).status_code for url in found} == {200}


def test_what_has_ended_or_was_never_public_is_not_told(client):
    hidden = [
        PostingFactory(closed=True),
        PostingFactory(expired=True),
        DraftFactory(),
        EmployerFactory(unverified=True),
        FairFactory(status="draft"),
        VenueFactory(fair__status="cancelled"),
    ]
    found = told(client)

    assert [row for row in hidden if row.get_absolute_url() in found] == []


def test_post_says_when_it_was_changed(client):
    posting = PostingFactory()
    xml = client.get("/sitemap-postings.xml").content.decode()

    assert f"<lastmod>{timezone.localdate(posting.updated_at)}</lastmod>" in xml


def test_many_posts_are_several_files(client, monkeypatch):
    monkeypatch.setattr(sitemaps.RowSitemap, "limit", 2)
    postings = PostingFactory.create_batch(3, employer=EmployerFactory())

    assert "/sitemap-postings.xml?p=2" in addresses(client, "/sitemap.xml")
    assert addresses(client, "/sitemap-postings.xml?p=2") == [postings[2].get_absolute_url()]


def test_unknown_file_is_not_found(client):
    assert client.get("/sitemap-people.xml").status_code == 404
    assert client.get("/sitemap-postings.xml?p=9").status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_files_cost_the_same_number_of_queries(client, rows, django_assert_num_queries):
    PostingFactory.create_batch(rows)
    with django_assert_num_queries(4):
        client.get("/sitemap.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap-postings.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap-employers.xml")
