"""A mirror that polls is equal to what is public, whatever happened in between."""

import datetime as dt
import random
import threading

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from jobs.actions.employers import suspend_employer, verify_employer
from jobs.actions.fairs import move_fair
from jobs.actions.participations import decide_participation
from jobs.actions.postings import close_posting, publish_posting, submit_posting
from jobs.actions.revisions import apply_revision, propose_revision
from jobs.models import Change, Employer, Fair, Participation, Posting, Venue
from tests.factories import (
    BoothFactory,
    DraftFactory,
    EmployerFactory,
    FairFactory,
    ParticipationFactory,
    PostingFactory,
    RegionFactory,
    UserFactory,
    VenueFactory,
    ZoneFactory,
)
from tests.jobs.api.mirror import KEYS, Mirror, settled
from tests.races import FREE

pytestmark = pytest.mark.django_db(transaction=True)


def public(integrator):
    """Everything, as the plain lists give it today."""
    return {
        resource: {one[key]: one for one in integrator.all(f"{resource}/", page_size=100)}
        for resource, key in KEYS.items()
    }


@pytest.fixture
def market():
    """Two fairs, with five employers of two posts at the first."""
    fair = FairFactory(slug="spring")
    FairFactory(slug="autumn")
    zone = ZoneFactory(venue=VenueFactory(fair=fair))
    for number in range(5):
        employer = EmployerFactory()
        posts = PostingFactory.create_batch(
            2,
            employer=employer,
            expires_on=timezone.localdate() + dt.timedelta(days=number),
        )
        ParticipationFactory(employer=employer, booth=BoothFactory(zone=zone), postings=posts)
    RegionFactory(code="131082")
    return fair


@pytest.fixture
def mirror(integrator, market):
    """Even with the market."""
    mirror = Mirror(integrator, page_size=3)
    settled()
    mirror.sync()
    return mirror


def test_new_mirror_has_everything_public(integrator, mirror):
    DraftFactory(employer=Employer.objects.first())

    assert mirror.documents == public(integrator)
    assert len(mirror.documents["postings"]) == 10


def test_nothing_new_costs_one_empty_page(mirror):
    settled()
    [page] = mirror.walk("postings")

    assert (page["count"], page["results"], page["removed"]) == (0, [], [])


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def revise(by):
    posting = Posting.objects.published().first()
    apply_revision(
        revision=propose_revision(posting=posting, values={"headcount": 77}, by=by), by=by
    )


def publish(by):
    posting = DraftFactory(employer=Employer.objects.verified().first())
    publish_posting(posting=submit_posting(posting=posting, by=by), by=by)


def first(rows):
    return rows.order_by("pk").first()


EDITS = {
    "edit": revise,
    "publish": publish,
    "close": lambda by: close_posting(posting=first(Posting.objects.published()), by=by),
    "suspend employer": lambda by: suspend_employer(
        employer=first(Employer.objects.verified()), by=by
    ),
    "suspend and verify": lambda by: verify_employer(
        employer=suspend_employer(employer=first(Employer.objects.verified()), by=by), by=by
    ),
    "unverify past the actions": lambda by: Employer.objects.update(status="unverified"),
    "cancel fair": lambda by: Fair.objects.filter(slug="spring").update(status="cancelled"),
    "hold fair": lambda by: move_fair(fair=Fair.objects.get(slug="spring"), status="held", by=by),
    "rename slug": lambda by: Fair.objects.filter(slug="spring").update(slug="spring-2"),
    "withdraw": lambda by: decide_participation(
        participation=first(Participation.objects.accepted()), status="withdrawn", by=by
    ),
    "delete participation": lambda by: first(Participation.objects.all()).delete(),
    "bring no posts": lambda by: first(Participation.objects.all()).postings.clear(),
    "rename hall": lambda by: Venue.objects.update(name="新会场"),
    "bulk update": lambda by: Posting.objects.update(title="改了名的岗位"),
    "sql": lambda by: sql("UPDATE jobs_posting SET status = 'suspended'"),
    "delete posts": lambda by: (
        sql("DELETE FROM jobs_participation_postings") or Posting.objects.all().delete()
    ),
    "code table": lambda by: sql("UPDATE regions_region SET name = '改名区'"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_mirror_is_equal_after_an_edit(integrator, mirror, platform_admin, edit):
    before = public(integrator)

    EDITS[edit](platform_admin)
    settled()
    mirror.sync()

    assert mirror.documents == public(integrator)
    if edit != "suspend and verify":
        assert mirror.documents != before


def test_posts_that_run_out_without_a_write_leave_the_mirror(integrator, mirror):
    for days in (1, 2, 4):
        with time_machine.travel(timezone.now() + dt.timedelta(days=days)):
            settled()
            mirror.sync()
            assert mirror.documents == public(integrator)
            assert len(mirror.documents["postings"]) == 10 - 2 * days


def test_post_that_ran_out_and_is_extended_comes_back(integrator, mirror):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    with time_machine.travel(tomorrow):
        settled()
        mirror.sync()
        Posting.objects.update(expires_on=timezone.localdate())
        settled()
        mirror.sync()
        assert mirror.documents == public(integrator)
        assert len(mirror.documents["postings"]) == 10


def test_edits_between_the_pages_of_a_walk_are_in_the_next_one(integrator, market, platform_admin):
    mirror = Mirror(integrator, page_size=3)
    settled()
    walk = mirror.walk("postings")
    delivered = next([one["id"] for one in page["results"]] for page in walk if page["results"])
    close_posting(posting=Posting.objects.get(pk=delivered[0]), by=platform_admin)
    Posting.objects.filter(pk__gt=max(delivered)).update(headcount=88)
    list(walk)

    settled()
    mirror.sync()

    assert mirror.documents == public(integrator)


def test_filtered_mirror_hears_of_what_leaves_its_filter(integrator, market):
    mirror = Mirror(integrator, filters={"region": "131003"})
    settled()
    list(mirror.walk("postings"))
    assert len(mirror.documents["postings"]) == 10

    moved = Posting.objects.published().first()
    moved.region_id = "131082"
    moved.save()
    settled()
    list(mirror.walk("postings"))

    assert sorted(mirror.documents["postings"]) == sorted(
        one["id"] for one in integrator.all("postings/", region="131003", page_size=100)
    )
    assert moved.pk not in mirror.documents["postings"]


def test_filtered_mirror_of_a_fair_that_is_cancelled(integrator, market, platform_admin):
    mirror = Mirror(integrator, filters={"fair": "spring"})
    settled()
    list(mirror.walk("postings"))
    assert len(mirror.documents["postings"]) == 10
    withdrawn = Participation.objects.first()
    decide_participation(participation=withdrawn, status="withdrawn", by=platform_admin)

    settled()
    list(mirror.walk("postings"))

    assert len(mirror.documents["postings"]) == 8


def test_moment_is_taken_instead_of_a_token(integrator, mirror):
    """At least what changed since, with ten minutes before it."""
    Change.objects.update(changed_at=timezone.now() - dt.timedelta(days=2))
    Posting.objects.filter(pk=Posting.objects.first().pk).update(headcount=66)
    settled()
    since = (timezone.now() - dt.timedelta(hours=1)).isoformat()

    page = integrator.get("postings/", updated_since=since)

    assert [one["headcount"] for one in page["results"]] == [66]
    assert page["updated_until"].startswith("v1.")


def test_restored_database_asks_mirrors_to_start_anew(integrator, mirror):
    far = Mirror(integrator, tokens={"postings": "v1.999999999999.20260101"})

    with pytest.raises(AssertionError, match="resync_required"):
        list(far.walk("postings"))


@pytest.mark.parametrize("seed", range(3))
def test_random_edits_in_random_order(integrator, mirror, seed):
    """Hundreds of edits by any path, with syncs in between."""
    chance = random.Random(seed)
    by = UserFactory(is_superuser=True)
    for _ in range(12):
        for _ in range(chance.randrange(1, 4)):
            edit = chance.choice(sorted(set(EDITS) - {"delete posts", "sql"}))
            try:
                with transaction.atomic():
                    EDITS[edit](by)
            except Exception:
                continue
        settled()
        mirror.sync()
        assert mirror.documents == public(integrator)


def late_writer(posting, may_commit, has_written):
    """Writes first and commits last."""
    with transaction.atomic():
        Posting.objects.filter(pk=posting.pk).update(headcount=99)
        has_written.set()
        may_commit.wait(FREE)
    connection.close()


def headcounts_after_a_late_commit(mirror):
    """A transaction writes one post, another one a second post and commits, the mirror syncs, then
    the first commits and the mirror syncs again."""
    early, late = Posting.objects.published()[:2]
    may_commit, has_written = threading.Event(), threading.Event()
    writer = threading.Thread(target=late_writer, args=(late, may_commit, has_written))
    writer.start()
    has_written.wait(FREE)
    Posting.objects.filter(pk=early.pk).update(headcount=98)
    mirror.sync()
    may_commit.set()
    writer.join()
    settled()
    mirror.sync()
    posts = mirror.documents["postings"]
    return posts[early.pk]["headcount"], posts[late.pk]["headcount"]


@pytest.mark.postgres
def test_late_commit_is_not_missed(mirror):
    assert headcounts_after_a_late_commit(mirror) == (98, 99)


@pytest.mark.postgres
def test_late_commit_would_be_missed_by_a_plain_counter(mirror, monkeypatch):
    """What the horizon is for: reading up to the highest number loses the late commit."""

    def highest(connection):
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(sequence), 0) + 1 FROM jobs_change")
            return cursor.fetchone()[0]

    monkeypatch.setattr("jobs.changes.postgres.horizon", highest)

    assert headcounts_after_a_late_commit(mirror) == (98, 3)
