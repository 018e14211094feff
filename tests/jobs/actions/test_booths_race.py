"""Two clerks fill one hall at once: nobody stands twice, nobody's place is lost."""

import threading

import pytest
from django.db import connection

from jobs.actions import booths, fair_copies
from jobs.models import Fair, Participation, Venue
from tests.factories import (
    BoothFactory,
    FairFactory,
    ParticipationFactory,
    UserFactory,
    VenueFactory,
    ZoneFactory,
)
from tests.races import patience

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*works):
    """Run these at the same time; the errors that they ended with."""
    errors = []

    def run(work):
        try:
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.fixture
def hall():
    """A hall with two booths, and two employers of whom each clerk places one."""
    zone = ZoneFactory(venue=VenueFactory())
    for number in ("A1", "A2"):
        BoothFactory(zone=zone, number=number)
    return zone.venue, [ParticipationFactory(fair=zone.venue.fair) for _ in range(2)]


def place_both(venue, rows, monkeypatch, *, is_locked):
    """Both clerks have read which booths are free, if they can, before either gives one away."""
    by, meeting = UserFactory(), threading.Barrier(2)
    read = booths._free

    def read_and_wait(zones):
        free = read(zones)
        try:
            meeting.wait(patience(is_locked=is_locked))
        except threading.BrokenBarrierError:
            meeting.abort()
        return free

    monkeypatch.setattr(booths, "_free", read_and_wait)
    return at_once(
        *(
            lambda row=row: booths.assign_places(participations=[row], venue=venue, by=by)
            for row in rows
        )
    )


def test_without_the_lock_one_clerk_fails(hall, monkeypatch):
    monkeypatch.setattr(
        Venue._default_manager._queryset_class, "select_for_update", lambda rows: rows
    )

    errors = place_both(*hall, monkeypatch, is_locked=False)

    assert [type(error).__name__ for error in errors] == ["IntegrityError"]


def test_two_clerks_take_turns(hall, monkeypatch):
    errors = place_both(*hall, monkeypatch, is_locked=True)

    assert errors == []
    numbers = Participation.objects.values_list("booth__number", flat=True)
    assert sorted(numbers) == ["A1", "A2"]


def test_two_copies_at_once_are_one():
    fair, by = FairFactory(year=2026), UserFactory()
    VenueFactory(fair=fair)

    errors = at_once(
        *(
            lambda: fair_copies.copy_fair(fair=fair, year=2027, name="下一年", slug="next", by=by)
            for _ in range(2)
        )
    )

    assert errors == []
    assert list(Fair.objects.values_list("year", flat=True).order_by("year")) == [2026, 2027]
    assert Venue.objects.count() == 2
