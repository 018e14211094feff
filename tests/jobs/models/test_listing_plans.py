"""What is asked of the database for lists is read from the index that is made for it."""

import pytest
from django.db import connection

from jobs.filters import PostingFilterSet
from jobs.models import Posting
from jobs.search.engines import engine_of
from jobs.search.query import parse
from tests.bench.listing_plans import is_read_from, plan_of
from tests.factories import EducationFactory, IndustryFactory, PostingFactory
from tests.factories.regions import region

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(db):
    """PostgreSQL reads a small table as a whole, if it is let. Statistics outlive the rows of other
    tests, and of an emptied table every index looks as good as another: there are rows, known, and
    none that a filter below lets through.
    """
    region("110112")
    IndustryFactory(code="C", name="制造业")
    IndustryFactory(code="SEI2", name="高端装备", scheme="emerging", level="strategic")
    EducationFactory(code="30", name="专科", rank=4)
    if connection.vendor == "postgresql":
        PostingFactory.create_batch(30, industry=IndustryFactory(code="I", name="信息技术"))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE jobs_posting")
            for kind in ("seqscan", "sort", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{kind} = off")


@pytest.mark.parametrize("more", [{}, {"education": "30", "pay": "8000", "experience": "1"}])
@pytest.mark.parametrize(
    ("chosen", "index"),
    [
        ({}, "posting_all_new"),
        ({"region": "110112"}, "posting_region_new"),
        ({"industry": "C"}, "posting_industry_new"),
        ({"industry": "SEI2"}, "posting_emerging_new"),
    ],
)
def test_newest_posts_of_filters_lie_side_by_side(planner, chosen, index, more):
    newest = PostingFilterSet.asked({**chosen, **more}).qs.newest_first()

    plan = plan_of(newest.values("pk")[:20])
    assert is_read_from({index}, plan), plan


def test_facts_are_read_in_order(planner):
    plan = plan_of(Posting.objects.facts())
    assert is_read_from({"posting_all_new"}, plan), plan


def test_words_are_found_by_their_index(planner):
    matches = Posting.objects.found_by(parse("量子密钥")).newest_matches_first().values("pk")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_bitmapscan = on")
    plan = plan_of(matches[:20])

    if connection.vendor == "sqlite":
        assert "SCAN jobs_posting_fts VIRTUAL TABLE INDEX" in plan
        assert "TEMP B-TREE" not in plan
    else:
        assert f"Bitmap Index Scan on {engine_of(connection).index_name('jobs_posting')}" in plan
