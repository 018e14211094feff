"""The database's planner knows how much there is as soon as the generator has written it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobs.models import Posting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

KNOWN_ROWS = {
    "sqlite": "SELECT stat FROM sqlite_stat1 WHERE idx = 'posting_all_new'",
    "postgresql": "SELECT reltuples::int FROM pg_class WHERE relname = 'jobs_posting'",
}


def known_rows() -> int:
    """How many posts the planner believes there are."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_ROWS[connection.vendor])
        return int(str(cursor.fetchone()[0]).split()[0])


def test_the_planner_knows_how_many_posts_there_are():
    call_command("generate_demo", postings=300, stderr=StringIO())
    assert known_rows() == Posting.objects.count()


def test_a_run_that_writes_nothing_leaves_the_planner_alone():
    call_command("generate_demo", postings=100, stderr=StringIO())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        call_command("generate_demo", postings=100, stderr=StringIO())
    assert not [query for query in queries if "ANALYZE" in query["sql"]]


def test_a_run_that_adds_applicants_alone_tells_the_planner():
    call_command("generate_demo", postings=100, applicants=10, stderr=StringIO())
    with CaptureQueriesContext(connection) as queries:
        call_command("generate_demo", postings=100, applicants=20, stderr=StringIO())
    assert [query for query in queries if "ANALYZE" in query["sql"]]
