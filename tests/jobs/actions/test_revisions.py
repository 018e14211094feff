"""An edit of a public post waits, is applied on approval, and stays as history."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from jobs.actions import revisions
from jobs.models import PostingRevision
from jobs.transitions import TransitionRefusedError
from tests.factories import MajorFactory, PostingFactory, PostingRevisionFactory, RegionFactory

pytestmark = pytest.mark.django_db


def test_proposed_edit_leaves_the_post_as_it_is(langfang_organizer):
    posting = PostingFactory(headcount=3, title="电工")

    revision = revisions.propose_revision(
        posting=posting, values={"headcount": 5, "title": "电工"}, by=langfang_organizer
    )

    posting.refresh_from_db()
    assert posting.headcount == 3
    assert revision.values == {"headcount": 5}
    assert list(PostingRevision.objects.waiting()) == [revision]


def test_nothing_changed_makes_no_revision(langfang_organizer):
    posting = PostingFactory(title="电工")

    values = {"title": "电工", "region": posting.region, "majors": []}
    assert revisions.propose_revision(posting=posting, values=values, by=langfang_organizer) is None
    assert not PostingRevision.objects.exists()


def test_every_kind_of_value_survives_the_way_through_a_revision(
    langfang_organizer, platform_admin
):
    posting = PostingFactory()
    major, sanhe = MajorFactory(), RegionFactory(code="131082")
    day = timezone.localdate() + dt.timedelta(days=40)
    values = {
        "title": "五轴数控机床操作工",
        "region": sanhe,
        "majors": [major],
        "skills": ["编程", "首件检验"],
        "expires_on": day,
        "for_veterans": True,
        "salary_max": 12000,
    }

    revision = revisions.propose_revision(posting=posting, values=values, by=langfang_organizer)
    revisions.apply_revision(revision=revision, by=platform_admin)

    posting.refresh_from_db()
    assert (posting.title, posting.region, posting.expires_on) == (
        "五轴数控机床操作工",
        sanhe,
        day,
    )
    assert list(posting.majors.all()) == [major]
    assert (posting.skills, posting.for_veterans, posting.salary_max) == (
        ["编程", "首件检验"],
        True,
        12000,
    )
    revision.refresh_from_db()
    assert revision.decided_by == platform_admin
    assert revision.previous["region"] == "131003"
    assert revision.previous["majors"] == []


def test_edit_that_would_break_the_post_changes_nothing(langfang_organizer):
    posting = PostingFactory(headcount=3)
    revision = PostingRevisionFactory(
        posting=posting, values={"headcount": None, "title": "电工二"}
    )

    with pytest.raises(ValidationError) as refusal:
        revisions.apply_revision(revision=revision, by=langfang_organizer)

    assert "不能发布：招聘人数。" in refusal.value.messages
    posting.refresh_from_db()
    revision.refresh_from_db()
    assert posting.headcount == 3
    assert revision.status == "waiting"


def test_rejected_edit_stays_as_history_and_cannot_be_applied(langfang_organizer):
    revision = PostingRevisionFactory(values={"headcount": 9})

    revisions.reject_revision(revision=revision, by=langfang_organizer, note="人数有误")

    revision.refresh_from_db()
    assert (revision.status, revision.note) == ("rejected", "人数有误")
    with pytest.raises(TransitionRefusedError):
        revisions.apply_revision(revision=revision, by=langfang_organizer)


def test_state_cannot_be_proposed(langfang_organizer):
    posting = PostingFactory()

    with pytest.raises(ValidationError, match="status"):
        revisions.propose_revision(
            posting=posting, values={"status": "closed"}, by=langfang_organizer
        )
