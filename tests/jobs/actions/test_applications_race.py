"""The same person applies, and is hired, twice at the same moment."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from jobs.actions import applications
from jobs.choices import ApplicationStatus as S
from jobs.models import Applicant, Application, ApplicationStep
from tests.factories import NoticeFactory, PostingFactory, SeekerFactory
from tests.races import patience

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def unlocked(monkeypatch):
    """The lock is off: the row is only read."""
    monkeypatch.setattr(applications, "held", lambda pk: Applicant.objects.get(pk=pk))


def meeting(request):
    return threading.Barrier(2, timeout=patience(is_locked="unlocked" not in request.fixturenames))


@pytest.fixture
def slow(monkeypatch, request):
    """Both have looked before either writes, if nothing keeps them apart."""
    meet = meeting(request)
    check = applications._check

    def checked(*args):
        check(*args)
        try:
            meet.wait()
        except threading.BrokenBarrierError:
            meet.reset()

    monkeypatch.setattr(applications, "_check", checked)


def at_once(*acts):
    """What each did: its answer, or its refusal by name."""
    done = []

    def run(act):
        try:
            done.append(act())
        except Exception as refusal:
            done.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def applying(seeker, *postings):
    notice = NoticeFactory(kind="application")
    return [
        lambda posting=posting: applications.apply(
            applicant=seeker,
            posting=posting,
            fields=["name", "phone"],
            notice=notice,
            by=seeker.user,
        )
        for posting in postings
    ]


@pytest.mark.usefixtures("unlocked", "slow")
def test_without_the_lock_a_double_tap_fails():
    seeker, posting = SeekerFactory(), PostingFactory()

    assert "IntegrityError" in at_once(*applying(seeker, posting, posting))


@pytest.mark.usefixtures("slow")
def test_double_tap_is_one_application():
    seeker, posting = SeekerFactory(), PostingFactory()
    first, second = at_once(*applying(seeker, posting, posting))

    assert first == second == Application.objects.get()
    assert ApplicationStep.objects.count() == 1


@pytest.mark.usefixtures("unlocked", "slow")
def test_without_the_lock_the_cap_is_passed(settings):
    settings.APPLICATIONS_PER_DAY = 1
    at_once(*applying(SeekerFactory(), PostingFactory(), PostingFactory()))

    assert Application.objects.count() == 2


@pytest.mark.usefixtures("slow")
def test_cap_holds(settings):
    settings.APPLICATIONS_PER_DAY = 1
    done = at_once(*applying(SeekerFactory(), PostingFactory(), PostingFactory()))

    assert Application.objects.count() == 1
    assert done.count(ValidationError.__name__) == 1


def hiring(seeker, monkeypatch, request):
    """Two employers with an offer each, who hire once both have begun."""
    for _ in range(2):
        [act] = applying(seeker, PostingFactory())
        act()
    Application.objects.update(status=S.OFFERED)
    meet = meeting(request)
    move = applications._move

    def moved(application, status, *rest):
        if status == S.HIRED:
            try:
                meet.wait()
            except threading.BrokenBarrierError:
                meet.reset()
        move(application, status, *rest)

    monkeypatch.setattr(applications, "_move", moved)
    return [
        lambda row=row: applications.advance_application(
            application=row, status=S.HIRED, by=seeker.user
        )
        for row in Application.objects.all()
    ]


@pytest.mark.usefixtures("unlocked")
def test_without_the_lock_two_who_hire_run_into_each_other(monkeypatch, request):
    done = at_once(*hiring(SeekerFactory(), monkeypatch, request))

    # Each waits for the row that the other has changed; PostgreSQL ends one as a deadlock.
    assert done.count("OperationalError") == 1


def test_one_hires_and_the_other_is_told(monkeypatch, request):
    done = at_once(*hiring(SeekerFactory(), monkeypatch, request))

    assert sorted(Application.objects.values_list("status", flat=True)) == [S.HIRED, S.OBSOLETE]
    assert done.count("TransitionRefusedError") == 1
