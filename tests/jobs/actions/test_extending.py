"""A post gets a later expiry, and its history says so."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from jobs.actions import revisions
from jobs.models import Posting, PostingRevision
from tests.factories import DraftFactory, EmployerFactory, PostingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def later():
    return timezone.localdate() + dt.timedelta(days=60)


def test_post_that_has_run_out_is_public_again(langfang_organizer, later):
    posting = PostingFactory(expired=True)
    former = posting.expires_on
    assert list(Posting.objects.published()) == []

    revisions.extend_posting(posting=posting, expires_on=later, by=langfang_organizer)

    assert list(Posting.objects.published()) == [posting]
    revision = PostingRevision.objects.get()
    assert (revision.values, revision.previous) == (
        {"expires_on": later.isoformat()},
        {"expires_on": former.isoformat()},
    )
    assert (revision.status, revision.decided_by) == ("applied", langfang_organizer)


def test_extending_to_the_same_day_again_changes_nothing(langfang_organizer, later):
    posting = PostingFactory()

    for _ in range(2):
        revisions.extend_posting(posting=posting, expires_on=later, by=langfang_organizer)

    assert PostingRevision.objects.count() == 1


def test_draft_is_extended_without_history(langfang_organizer, later):
    draft = DraftFactory(expires_on=None)

    revisions.extend_posting(posting=draft, expires_on=later, by=langfang_organizer)

    draft.refresh_from_db()
    assert draft.expires_on == later
    assert not PostingRevision.objects.exists()


@pytest.mark.parametrize(
    ("posting", "days", "reason"),
    [
        (lambda: PostingFactory(title="电工", closed=True), 60, "已关闭"),
        (lambda: PostingFactory(title="电工", expired=True), -1, "新的截止日期已过"),
        (lambda: PostingFactory(title="电工"), 5, "新的截止日期早于现在的"),
    ],
)
def test_refusal_says_why_and_changes_nothing(langfang_organizer, posting, days, reason):
    posting = posting()
    if days == -1:
        posting.expires_on -= dt.timedelta(days=9)
        posting.save()
    day = timezone.localdate() + dt.timedelta(days=days)

    with pytest.raises(ValidationError) as refusal:
        revisions.extend_posting(posting=posting, expires_on=day, by=langfang_organizer)

    assert refusal.value.messages == [f"“电工”不能延期：{reason}。"]
    former = posting.expires_on
    posting.refresh_from_db()
    assert posting.expires_on == former


def test_post_of_an_unverified_employer_is_not_made_public_by_extending(langfang_organizer, later):
    posting = PostingFactory(expired=True, employer=EmployerFactory(unverified=True))

    with pytest.raises(ValidationError):
        revisions.extend_posting(posting=posting, expires_on=later, by=langfang_organizer)

    assert list(Posting.objects.published()) == []
    assert not PostingRevision.objects.exists()
