"""Two clerks import the same rows at the same moment."""

import threading

import pytest
from django.db import connection, transaction

from jobs.actions import posting_imports
from jobs.actions.wanted import WantedEmployer, WantedPosting
from jobs.models import Employer, Posting
from tests.races import FREE, patience
from tongwulang.accounts.models import Organization

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ROWS = [WantedPosting(WantedEmployer("某某公司"), {"title": title}) for title in ("焊工", "电工")]


def made_by_both(clerk, *, is_locked):
    """How many employers and posts there are after both have imported the same rows."""
    bureau = clerk.memberships.get().organization
    written, second_is_done = threading.Event(), threading.Event()

    def first():
        with transaction.atomic():
            posting_imports.import_postings(organization=bureau, wanted=ROWS, by=clerk)
            written.set()
            second_is_done.wait(patience(is_locked=is_locked))
        connection.close()

    def second():
        written.wait(FREE)
        posting_imports.import_postings(organization=bureau, wanted=ROWS, by=clerk)
        second_is_done.set()
        connection.close()

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Employer.objects.count(), Posting.objects.count()


def test_without_the_lock_everything_is_made_twice(langfang_organizer, monkeypatch):
    unlocked = Organization.objects.get
    monkeypatch.setattr(posting_imports, "held", lambda bureau: unlocked(pk=bureau.pk))

    assert made_by_both(langfang_organizer, is_locked=False) == (2, 4)


def test_with_the_lock_it_is_made_once(langfang_organizer):
    assert made_by_both(langfang_organizer, is_locked=True) == (1, 2)
