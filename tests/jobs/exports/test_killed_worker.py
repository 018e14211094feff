"""A worker is really killed in the middle of an export, and of a print: nothing of it is kept, none
of its processes works on, and the next worker makes the whole file."""

import datetime as dt
import time

import pytest
from django.core.management import call_command
from django.utils import timezone

from jobs.actions import export_runs
from jobs.models import ExportRun, Posting
from jobs.printing.press import PRESSES
from tests.conftest import organizer_of
from tests.factories import EmployerFactory, ParticipationFactory, PostingFactory
from tests.jobs.exports.conftest import copied, table_of
from tests.jobs.printing.conftest import Read
from tests.jobs.printing.test_press import is_running
from tests.killed_workers import killed_in_the_middle_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

SECONDS = 120  # at most, until its processes have ended
POSTS = 6_000
STANDS = 40


@pytest.fixture
def postings():
    """More than a worker writes between two looks at it."""
    copied(PostingFactory(), POSTS - 1)
    return ask("postings", Posting.objects.values_list("pk", flat=True))


@pytest.fixture
def posters():
    employer = EmployerFactory()
    offers = [PostingFactory(employer=employer) for _ in range(12)]
    rows = [ParticipationFactory(postings=offers) for _ in range(STANDS)]
    return ask("posters", [row.pk for row in rows])


def ask(kind, keys):
    return export_runs.request_export(
        kind=kind, keys=list(keys), by=organizer_of("131000"), site="https://jobs.example"
    )


@pytest.mark.parametrize("kind", ["postings", "posters"])
def test_killed_export_leaves_nothing_and_is_made_anew(kind, request):
    run = request.getfixturevalue(kind)

    helpers = killed_in_the_middle_of(run)

    assert (run.status, bytes(run.content)) == ("working", b"")
    assert len(helpers) == (0 if kind == "postings" else PRESSES)
    deadline = time.monotonic() + SECONDS
    while any(map(is_running, helpers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in helpers if is_running(pid)] == []

    ExportRun.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    call_command("worker", once=True)

    run.refresh_from_db()
    assert (run.status, run.rows_done) == ("done", run.row_count)
    if kind == "postings":
        assert len(table_of(run)) == POSTS
    else:
        assert len(Read(bytes(run.content)).document) == STANDS
