"""Pages: every row once, in the order that is asked for, whatever leaves meanwhile."""

import datetime as dt

import pytest
from django.utils import timezone

from jobs.models import Posting
from tests.factories import (
    EmployerFactory,
    PostingFactory,
)
from tests.jobs.api.conftest import ids

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("few", [500, 0])
@pytest.mark.parametrize("ordering", ["newest", "pay", "expiry", "id"])
def test_pages_of_every_order_give_each_row_once(integrator, ordering, few, monkeypatch):
    monkeypatch.setattr("jobs.api.posting_found.FEW", few)
    moment = timezone.now()
    today = timezone.localdate()
    for number in range(11):
        PostingFactory(
            published_at=moment - dt.timedelta(hours=number // 3 * 10),
            salary_min=None if number % 3 == 0 else 5000,
            salary_max=None if number % 3 == 0 else 6000 + number % 2,
            expires_on=today + dt.timedelta(days=number % 3),
        )
    whole = ids(integrator.get("postings/", ordering=ordering, page_size=100))

    paged = integrator.all("postings/", ordering=ordering, page_size=2)

    assert len(whole) == 11
    assert [one["id"] for one in paged] == whole
    columns = {
        "newest": ["-published_at", "-id"],
        "pay": ["-top_pay", "-published_at", "-id"],
        "expiry": ["expires_on", "-published_at", "-id"],
        "id": ["id"],
    }
    rows = Posting.objects.order_by(*columns[ordering])
    assert whole == list(rows.values_list("pk", flat=True))


def test_pages_of_a_search_give_each_row_once(integrator):
    for number in range(5):
        PostingFactory(title=f"电焊工{number}号")
    whole = ids(integrator.get("postings/", q="电焊工", page_size=100))

    assert len(whole) == 5
    assert [one["id"] for one in integrator.all("postings/", q="电焊工", page_size=2)] == whole


def test_a_row_that_leaves_meanwhile_moves_no_other(integrator):
    posts = [PostingFactory() for _ in range(4)]
    pages = integrator.pages("postings/", ordering="id", page_size=2)
    first = next(pages)
    Posting.objects.filter(pk=posts[0].pk).delete()

    assert ids(first) + ids(next(pages)) == [post.pk for post in posts]


def test_count_is_exact_up_to_its_bound(integrator, monkeypatch):
    EmployerFactory.create_batch(3)
    monkeypatch.setattr("jobs.row_counts.COUNTED", 2)

    pages = list(integrator.pages("employers/", page_size=2))

    assert [(page["count"], page["count_is_exact"]) for page in pages] == [(2, False)] * 2
