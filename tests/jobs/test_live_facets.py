"""What is in memory is as fresh as the last commit, whoever wrote and by whatever way."""

import datetime as dt
from contextlib import closing

import pytest
from django.db import connection

from jobs import filter_masks, live_facets
from jobs.models import Posting
from tests.factories import (
    DraftFactory,
    EmployerFactory,
    FairFactory,
    ParticipationFactory,
    PostingFactory,
)

pytestmark = pytest.mark.django_db


def counted(fact, value):
    return filter_masks.everything().by(fact).get(value, 0)


def test_every_way_of_writing_a_post_is_seen():
    posting = PostingFactory(experience_min=1)
    assert counted("experience", 1) == 1

    posting.experience_min = 2
    posting.save()
    assert (counted("experience", 1), counted("experience", 2)) == (0, 1)

    Posting.objects.filter(pk=posting.pk).update(experience_min=3)
    assert counted("experience", 3) == 1

    posting.experience_min = 4
    Posting.objects.bulk_update([posting], ["experience_min"])
    assert counted("experience", 4) == 1

    with connection.cursor() as cursor:
        cursor.execute("UPDATE jobs_posting SET experience_min = 5 WHERE id = %s", [posting.pk])
    assert counted("experience", 5) == 1

    twin = DraftFactory.build(employer=posting.employer, experience_min=6, industry=None)
    twin.region, twin.status = posting.region, "published"
    twin.published_at, twin.reviewed_at = posting.published_at, posting.reviewed_at
    twin.reviewed_by = posting.reviewed_by
    Posting.objects.bulk_create([twin])
    assert counted("experience", 6) == 1

    Posting.objects.filter(experience_min=6).delete()
    assert counted("experience", 6) == 0


def listed():
    facets = live_facets.current()
    return [pk for _moment, pk in facets.bitmaps.newest(facets.public, 0, 10)]


def test_post_stands_where_its_moment_of_publishing_puts_it():
    middle = PostingFactory()
    assert listed() == [middle.pk]

    later = PostingFactory(published_at=middle.published_at + dt.timedelta(seconds=1))
    assert listed() == [later.pk, middle.pk]

    # Begun earlier, committed later.
    earlier = PostingFactory(published_at=middle.published_at - dt.timedelta(seconds=1))
    assert listed() == [later.pk, middle.pk, earlier.pk]

    Posting.objects.filter(pk=middle.pk).update(headcount=9)
    assert listed() == [later.pk, middle.pk, earlier.pk]

    again = middle.published_at + dt.timedelta(seconds=2)
    Posting.objects.filter(pk=earlier.pk).update(published_at=again)
    assert listed() == [earlier.pk, later.pk, middle.pk]

    Posting.objects.filter(pk=later.pk).update(published_at=again)
    assert listed() == [earlier.pk, later.pk, middle.pk]


def test_post_that_is_closed_is_counted_no_more():
    posting = PostingFactory(experience_min=7)
    assert counted("experience", 7) == 1

    Posting.objects.filter(pk=posting.pk).update(
        status="closed", closed_at=posting.published_at, closed_by=posting.reviewed_by
    )
    assert counted("experience", 7) == 0


def test_what_an_employer_changes_is_counted_for_its_posts():
    posting = PostingFactory(employer=EmployerFactory(nature="private"))
    assert counted("nature", "private") == 1

    posting.employer.nature = "foreign"
    posting.employer.save()
    assert (counted("nature", "private"), counted("nature", "foreign")) == (0, 1)


def test_posts_brought_to_a_fair_are_seen_and_lost_with_its_publication():
    posting = PostingFactory()
    participation = ParticipationFactory(employer=posting.employer, fair=FairFactory())
    assert counted("fair", participation.fair_id) == 0

    participation.postings.add(posting)
    assert counted("fair", participation.fair_id) == 1

    type(participation.fair).objects.filter(pk=participation.fair_id).update(status="draft")
    assert counted("fair", participation.fair_id) == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_is_read_again_while_nothing_changes(django_assert_num_queries):
    PostingFactory()
    live_facets.current()
    with django_assert_num_queries(1):
        live_facets.current()


@pytest.mark.django_db(transaction=True)
def test_only_what_changed_is_read_again():
    first, second = PostingFactory(), PostingFactory()
    before = live_facets.current()
    Posting.objects.filter(pk=second.pk).update(headcount=9)
    after = live_facets.current()

    assert after.generation_of(second.pk) > before.generation_of(second.pk)
    assert after.surroundings == before.surroundings
    assert after.generation_of(first.pk) == before.generation_of(first.pk)


def test_more_changes_than_are_worth_following_are_read_as_a_whole(monkeypatch):
    posting = PostingFactory(experience_min=1)
    live_facets.current()
    monkeypatch.setattr(live_facets, "MOST_CHANGES", 1)
    Posting.objects.filter(pk=posting.pk).update(experience_min=2)
    PostingFactory.create_batch(2, experience_min=2)

    assert counted("experience", 2) == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_connection_that_died_since_the_last_request_is_opened_anew():
    posting = PostingFactory(experience_min=1)
    # Young, however long the run: a request closes first what is older than CONN_MAX_AGE.
    connection.close()
    assert counted("experience", 1) == 1

    # As at the beginning of the next request.
    connection.close_if_unusable_or_obsolete()
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("UPDATE jobs_posting SET experience_min = 2 WHERE id = %s", [posting.pk])
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    assert counted("experience", 2) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_commits_late_is_seen_though_later_ones_were_seen_before():
    late, early = PostingFactory(experience_min=1), PostingFactory(experience_min=1)
    with closing(connection.copy()) as other:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE jobs_posting SET experience_min = 3 WHERE id = %s", [late.pk])
        Posting.objects.filter(pk=early.pk).update(experience_min=2)
        assert (counted("experience", 1), counted("experience", 2)) == (1, 1)

        other.commit()
    assert (counted("experience", 2), counted("experience", 3)) == (1, 1)
