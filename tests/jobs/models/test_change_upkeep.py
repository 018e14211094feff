"""A change of what the public reads is noted right after every way of writing, and nothing else."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection

from jobs.actions import change_notes
from jobs.actions.employers import suspend_employer
from jobs.actions.fairs import move_fair
from jobs.models import Change, Employer, Posting
from tests.factories import (
    BoothFactory,
    EmployerFactory,
    FairFactory,
    MajorFactory,
    OrganizationFactory,
    ParticipationFactory,
    PostingFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted():
    """Forgets what has been noted so far; called, it gives what has been noted since."""
    Change.objects.all().delete()

    def keys():
        found = {}
        for resource, key in Change.objects.order_by("resource", "key").values_list(
            "resource", "key"
        ):
            found.setdefault(resource, []).append(key)
        Change.objects.all().delete()
        return found

    return keys


@pytest.fixture
def post():
    PostingFactory()
    return PostingFactory()


def with_cursor(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


WAYS = {
    "save": lambda post: post.save(),
    "save_some": lambda post: post.save(update_fields=["headcount"]),
    "update": lambda post: Posting.objects.filter(pk=post.pk).update(headcount=8),
    "bulk_update": lambda post: Posting.objects.bulk_update([post], ["headcount"]),
    "upsert": lambda post: Posting.objects.bulk_create(
        [post], update_conflicts=True, unique_fields=["id"], update_fields=["headcount"]
    ),
    "sql": lambda post: with_cursor("UPDATE jobs_posting SET headcount = 8 WHERE id = %s", post.pk),
    "delete": lambda post: post.delete(),
    "delete_many": lambda post: Posting.objects.filter(pk=post.pk).delete(),
    "delete_sql": lambda post: with_cursor("DELETE FROM jobs_posting WHERE id = %s", post.pk),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing(post, noted, way):
    key = str(post.pk)
    post.headcount = 7
    WAYS[way](post)

    assert noted() == {"postings": [key]}


def test_new_posts(post, noted):
    made = Posting.objects.bulk_create(PostingFactory.build_batch(2, employer=post.employer,
        industry=None, region=post.region, reviewed_by=post.reviewed_by))  # fmt: skip

    assert noted() == {"postings": [str(one.pk) for one in made]}


def test_segmenting_anew_changes_nothing_for_the_public(post, noted):
    call_command("rebuild_search", "--quiet")

    assert noted() == {}


def test_majors_of_a_post(post, noted):
    post.majors.add(MajorFactory())
    assert noted() == {"postings": [str(post.pk)]}
    post.majors.clear()
    assert noted() == {"postings": [str(post.pk)]}


@pytest.fixture
def stand(post):
    """The post at a booth of a fair."""
    return ParticipationFactory(employer=post.employer, booth=BoothFactory(), postings=[post])


def test_employer_concerns_its_posts_and_stands(post, stand, noted):
    Employer.objects.filter(pk=post.employer_id).update(name="别的名字")

    assert noted() == {
        "employers": [str(post.employer_id)],
        "participations": [str(stand.pk)],
        "postings": [str(post.pk)],
    }


def test_suspending_an_employer(post, stand, noted, platform_admin):
    suspend_employer(employer=post.employer, by=platform_admin)

    assert noted()["postings"] == [str(post.pk)]


def test_cancelling_a_fair_concerns_all_of_it(post, stand, noted, platform_admin):
    move_fair(fair=stand.fair, status="cancelled", by=platform_admin)

    assert noted() == {
        "fairs": [stand.fair.slug],
        "participations": [str(stand.pk)],
        "postings": [str(post.pk)],
        "venues": [str(stand.venue_id)],
    }


def test_withdrawing_from_a_fair(post, stand, noted):
    stand.status, stand.booth, stand.venue = "withdrawn", None, None
    stand.save()

    assert noted() == {"participations": [str(stand.pk)], "postings": [str(post.pk)]}


def test_renamed_slug_takes_the_old_one_off(noted):
    fair = FairFactory(slug="old")
    noted()
    fair.slug = "new"
    fair.save()

    assert noted() == {"fairs": ["new", "old"]}


def test_zones_booths_hosts_and_code_tables(stand, noted):
    stand.booth.number = "B99"
    stand.booth.save()
    assert noted() == {"participations": [str(stand.pk)]}
    stand.booth.zone.name = "别的名字"
    stand.booth.zone.save()
    assert noted() == {"venues": [str(stand.venue_id)]}
    host = stand.fair.hosts.create(organization=OrganizationFactory())
    assert noted() == {"fairs": [stand.fair.slug]}
    host.organization.name = "别的名字"
    host.organization.save()
    assert noted() == {"fairs": [stand.fair.slug]}
    region = RegionFactory(code="110112")
    noted()
    region.name = "别的名字"
    region.save()
    assert noted() == {"regions": ["110112"]}


def test_what_concerns_nobody_in_public(noted):
    employer = EmployerFactory()
    noted()
    employer.organization.memberships.all().delete()
    employer.verified_by.save()

    assert noted() == {}


def test_each_row_is_noted_once_with_its_latest_number(post):
    first = Change.objects.get(resource="postings", key=str(post.pk))
    post.headcount = 8
    post.save()

    latest = Change.objects.get(resource="postings", key=str(post.pk))
    assert latest.pk == first.pk
    assert latest.sequence >= first.sequence


def test_missing_triggers_are_missed_and_put_back_with_everything_noted(post, noted):
    [name, *_others] = sorted(triggers())
    on = name.split("_noted")[0]
    with_cursor(f'DROP TRIGGER "{name}"' + (f' ON "{on}"' if connection.vendor != "sqlite" else ""))

    assert change_notes.missing_parts("default") == [name]
    assert "jobs.W002" in [one.id for one in run_checks(databases=["default"])]
    call_command("migrate", verbosity=0)
    assert change_notes.missing_parts("default") == []
    assert str(post.pk) in noted()["postings"]


def triggers():
    with connection.cursor() as cursor:
        source = "sqlite_master WHERE type = 'trigger' AND name"
        if connection.vendor != "sqlite":
            source = "(SELECT tgname AS name FROM pg_trigger) AS found WHERE name"
        cursor.execute(f"SELECT name FROM {source} LIKE '%\\_noted%' ESCAPE '\\'")
        return {name for (name,) in cursor.fetchall()}
