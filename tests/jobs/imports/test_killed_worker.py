"""A worker process is really killed in the middle of an import, and another one goes on."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from jobs.actions import import_runs
from jobs.choices import ImportKind, ImportStatus
from jobs.models import Employer, ImportRun, Posting
from tests.conftest import organizer_of
from tests.killed_workers import killed_in_the_middle_of
from tongwulang.outbox.models import Message

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ROWS = 6_000


@pytest.fixture
def run():
    clerk = organizer_of("131000")
    lines = "".join(f"单位{n % 50},工种{n},面议\n" for n in range(ROWS))
    run = import_runs.upload_workbook(
        organization=clerk.memberships.get().organization,
        kind=ImportKind.POSTINGS,
        file_name="岗位.csv",
        content=("单位名称,岗位名称,薪资\n" + lines).encode(),
        by=clerk,
    )
    import_runs.settle_headings(run=run, chosen={}, by=clerk)
    call_command("worker", once=True)
    run.refresh_from_db()
    return import_runs.start_import(run=run, by=clerk)


def test_killed_import_is_resumed_and_makes_nothing_twice(run):
    killed_in_the_middle_of(run)

    assert run.status == ImportStatus.IMPORTING
    assert Posting.objects.count() == run.rows_done < ROWS
    ImportRun.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    call_command("worker", once=True)

    run.refresh_from_db()
    assert (run.status, run.counts) == (ImportStatus.DONE, {"made": ROWS})
    assert (Posting.objects.count(), Employer.objects.count()) == (ROWS, 50)
    assert [(each.recipient, each.title) for each in Message.objects.all()] == [
        (run.uploaded_by, "导入完成：岗位.csv")
    ]
