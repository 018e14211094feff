"""Every list costs the same number of queries with one row and with thirty.

The first page of a process also reads the facets of all posts: two of the queries here.
"""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories import EmployerFactory, FairFactory, PostingFactory

# Committed, as what a visitor reads is.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[1, 30])
def rows(request):
    return request.param


def test_posting_list(client, hall_with, rows, django_assert_num_queries):
    hall_with(rows)
    with django_assert_num_queries(12):
        client.get(reverse("posting_list"))


def test_posting_list_with_many_fairs(client, rows, django_assert_num_queries):
    FairFactory.create_batch(rows)
    PostingFactory()
    with django_assert_num_queries(12):
        client.get(reverse("posting_list"))


def test_posting_list_at_a_hall(client, hall_with, rows, django_assert_num_queries):
    hall = hall_with(rows)
    query = f"fair={hall.fair.slug}&venue={hall.venue.pk}&zone={hall.zone.pk}"
    with django_assert_num_queries(17):
        client.get(f"{reverse('posting_list')}?{query}")


@pytest.mark.parametrize("expired", [False, True])
def test_posting_with_neighbours(client, hall_with, rows, django_assert_num_queries, expired):
    posting = hall_with(rows + 1).postings[0]
    PostingFactory.create_batch(rows, employer=posting.employer)
    if expired:
        posting.expires_on -= dt.timedelta(days=99)
        posting.save()
    with django_assert_num_queries(9):
        client.get(posting.get_absolute_url())


def test_fair_list(client, rows, django_assert_num_queries):
    FairFactory.create_batch(rows)
    with django_assert_num_queries(3):
        client.get(reverse("fair_list"))


def test_fair_detail(client, hall_with, rows, django_assert_num_queries):
    fair = hall_with(rows).fair
    with django_assert_num_queries(15):
        client.get(fair.get_absolute_url())


def test_fair_employers(client, hall_with, rows, django_assert_num_queries):
    fair = hall_with(rows).fair
    with django_assert_num_queries(3):
        client.get(reverse("fair_employers", args=[fair.slug]))


def test_venue_detail(client, hall_with, rows, django_assert_num_queries):
    venue = hall_with(rows).venue
    with django_assert_num_queries(9):
        client.get(venue.get_absolute_url())


def test_employer_detail(client, rows, django_assert_num_queries):
    employer = EmployerFactory()
    PostingFactory.create_batch(rows, employer=employer)
    with django_assert_num_queries(5):
        client.get(employer.get_absolute_url())


def test_home(client, hall_with, rows, django_assert_num_queries):
    hall_with(rows)
    with django_assert_num_queries(12):
        client.get(reverse("home"))


@pytest.mark.parametrize("name", ["veterans_home", "dependents_home"])
def test_entrances(client, hall_with, rows, django_assert_num_queries, name):
    for posting in hall_with(rows).postings:
        posting.for_veterans = posting.for_dependents = True
        posting.save()
    with django_assert_num_queries(10):
        client.get(reverse(name))
