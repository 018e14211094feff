"""Every post stands on one page and no other, by number and beyond the numbers."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from jobs.views import posting_order
from tests.factories import EducationFactory, EmployerFactory, PostingFactory

pytestmark = pytest.mark.django_db

URL = "/postings/"


@pytest.fixture
def many(db):
    """Seventy posts, several published at the same moment and with the same pay."""
    employer, start = EmployerFactory(), timezone.now()
    educations = [None, EducationFactory(), EducationFactory(code="20", name="本科", rank=5)]
    return [
        PostingFactory(
            employer=employer,
            published_at=start - dt.timedelta(hours=number // 9),
            salary_min=None if number % 7 == 0 else 3000,
            salary_max=None if number % 7 == 0 else 5000 + number % 4 * 1000,
            education_min=educations[number % 3],
        )
        for number in range(70)
    ]


def ids(response):
    return [int(pk) for pk in re.findall(r'href="/postings/(\d+)/"', response.content.decode())]


def newest(posting):
    return posting.published_at, posting.pk


def best_paid(posting):
    return posting.salary_max or posting.base_pay, posting.published_at, posting.pk


@pytest.mark.parametrize(("sort", "key"), [("newest", newest), ("pay", best_paid)])
def test_numbers_lead_through_all_of_them(client, many, sort, key):
    pages = [ids(client.get(URL, {"sort": sort, "page": number})) for number in (1, 2, 3)]
    expected = [posting.pk for posting in sorted(many, key=key, reverse=True)]

    assert [pk for page in pages for pk in page] == expected


@pytest.mark.parametrize(("sort", "key"), [("newest", newest), ("pay", best_paid)])
@pytest.mark.parametrize("education", ["", "30"])
def test_beyond_the_numbers_the_next_page_goes_on_where_the_last_one_ended(
    client, many, monkeypatch, sort, key, education
):
    monkeypatch.setattr(posting_order, "COUNTED", 24)
    open_to = [each for each in many if not education or each.education_min_id != "20"]
    expected = [posting.pk for posting in sorted(open_to, key=key, reverse=True)]
    query = f"?sort={sort}&education={education}"
    found = []
    while query:
        response = client.get(f"{URL}{query}")
        found += ids(response)
        next_page = re.search(r'rel="next" href="(\?[^"]*)"', response.content.decode())
        query = next_page and next_page[1].replace("&amp;", "&")

    assert found == expected


def test_deep_in_the_list_one_can_go_back_to_its_beginning(client, many, monkeypatch):
    monkeypatch.setattr(posting_order, "COUNTED", 24)
    first = client.get(URL).content.decode()
    after = re.search(r'rel="next" href="\?(after=[^"]*)"', first)[1]
    deep = client.get(f"{URL}?{after}").content.decode()

    assert 'href="?">回到第 1 页</a>' in deep
    assert "第 1 页</p>" not in deep


@pytest.mark.parametrize(
    "after", ["x", "1", "1-2-3", "-1-2", "99999999999999999999-1", "999999999999999999-1", "１-2"]
)
def test_place_that_nobody_gave_out_is_the_first_page(client, after):
    PostingFactory()

    assert len(ids(client.get(URL, {"after": after}))) == 1


def test_another_filter_or_order_starts_at_the_beginning(client, many):
    html = client.get(URL, {"after": "1900000000000000-1", "sort": "newest"}).content.decode()
    kept = re.findall(r'href="\?[^"]*1900000000000000|name="after"', html)

    assert 'href="?sort=pay"' in html
    assert kept == []
