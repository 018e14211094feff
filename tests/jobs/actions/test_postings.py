"""A post's way from draft to public to closed, and what is refused on it."""

import contextlib
import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from jobs.actions import employers, postings, revisions
from jobs.models import Employer, Posting
from jobs.transitions import TransitionRefusedError
from tests.factories import (
    DraftFactory,
    EmployerFactory,
    PostingFactory,
    PostingRevisionFactory,
)
from tests.races import FREE, patience

pytestmark = pytest.mark.django_db


def test_complete_draft_becomes_public_with_its_record(langfang_organizer, platform_admin):
    draft = DraftFactory()

    postings.submit_posting(posting=draft, by=langfang_organizer)
    postings.publish_posting(posting=draft, by=platform_admin, note="材料齐全")

    public = Posting.objects.published().get()
    assert public == draft
    assert (public.submitted_by, public.reviewed_by) == (langfang_organizer, platform_admin)
    assert public.review_note == "材料齐全"
    assert public.published_at == public.reviewed_at


def test_incomplete_post_is_refused_with_every_reason(platform_admin):
    posting = DraftFactory(
        status="pending", headcount=None, base_pay=None, employer=EmployerFactory(unverified=True)
    )

    with pytest.raises(ValidationError) as refusal:
        postings.publish_posting(posting=posting, by=platform_admin)

    lacking = "招聘人数、底薪（面议且无底薪的，须有审核人填写的理由）"
    assert refusal.value.messages == [
        f"“{posting.title}”不能发布：缺少{lacking}；用人单位尚未核验。"
    ]
    assert Posting.objects.get().status == "pending"


def test_draft_cannot_skip_the_review(platform_admin):
    with pytest.raises(TransitionRefusedError) as refusal:
        postings.publish_posting(posting=DraftFactory(title="电工"), by=platform_admin)

    assert refusal.value.messages == ["电工：不能由“草稿”变为“已发布”。"]


def test_returned_post_is_a_draft_with_the_reason(platform_admin):
    posting = DraftFactory(status="pending")

    postings.return_posting(posting=posting, by=platform_admin, note="请写明班次")

    posting.refresh_from_db()
    assert (posting.status, posting.review_note) == ("draft", "请写明班次")


def test_closed_post_stays_closed(langfang_organizer):
    posting = PostingFactory()

    postings.close_posting(posting=posting, by=langfang_organizer)

    posting.refresh_from_db()
    assert posting.closed_by == langfang_organizer
    assert not posting.is_open
    with pytest.raises(TransitionRefusedError):
        postings.submit_posting(posting=posting, by=langfang_organizer)


def test_suspended_employer_has_no_public_post_until_verified_again(langfang_organizer):
    posting, other = PostingFactory(), PostingFactory()

    employers.suspend_employer(employer=posting.employer, by=langfang_organizer)
    assert list(Posting.objects.published()) == [other]

    employers.verify_employer(employer=posting.employer, by=langfang_organizer)
    assert set(Posting.objects.published()) == {posting, other}


def test_post_of_a_suspended_employer_cannot_come_back_by_a_revision(langfang_organizer):
    posting = PostingFactory(expired=True)
    later = timezone.localdate() + dt.timedelta(days=30)
    revision = PostingRevisionFactory(posting=posting, values={"expires_on": later.isoformat()})
    employers.suspend_employer(employer=posting.employer, by=langfang_organizer)

    revisions.apply_revision(revision=revision, by=langfang_organizer)

    assert list(Posting.objects.published()) == []


def test_incomplete_draft_cannot_be_submitted(langfang_organizer):
    draft = DraftFactory(title="电工", duties="  \n", headcount=None)

    with pytest.raises(ValidationError) as refusal:
        postings.submit_posting(posting=draft, by=langfang_organizer)

    assert refusal.value.messages == ["“电工”不能提交：缺少岗位职责、招聘人数。"]
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_sending_back_needs_a_reason(platform_admin):
    posting = DraftFactory(title="电工", status="pending")

    with pytest.raises(ValidationError, match="请先填写审核意见"):
        postings.return_posting(posting=posting, by=platform_admin, note=" ")


class TestPublishWhileSuspending:
    """A bureau suspends an employer at the moment at which another publishes its post."""

    pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

    def public_after_both(self, by, *, has_looked, is_locked):
        posting = DraftFactory(status="pending")
        suspended = threading.Event()

        def suspend():
            with transaction.atomic():
                employers.suspend_employer(employer=posting.employer, by=by)
                suspended.set()
                has_looked.wait(patience(is_locked=is_locked))
            connection.close()

        def publish():
            suspended.wait(FREE)
            with contextlib.suppress(ValidationError):
                postings.publish_posting(posting=posting, by=by)
            connection.close()

        threads = [threading.Thread(target=suspend), threading.Thread(target=publish)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return list(Posting.objects.published())

    def test_without_the_lock_the_post_becomes_public(self, platform_admin, monkeypatch):
        has_looked = threading.Event()

        def unlocked(pk):
            found = Employer.objects.get(pk=pk)
            has_looked.set()
            return found

        monkeypatch.setattr(postings, "locked_employer", unlocked)

        found = self.public_after_both(platform_admin, has_looked=has_looked, is_locked=False)
        assert len(found) == 1

    def test_with_the_lock_it_does_not(self, platform_admin):
        never = threading.Event()

        found = self.public_after_both(platform_admin, has_looked=never, is_locked=True)
        assert found == []


def test_verified_again_after_suspension(langfang_organizer):
    employer = EmployerFactory(unverified=True)

    employers.verify_employer(employer=employer, by=langfang_organizer)
    employers.suspend_employer(employer=employer, by=langfang_organizer)
    employers.verify_employer(employer=employer, by=langfang_organizer)

    employer.refresh_from_db()
    assert employer.is_verified
    assert employer.verified_by == langfang_organizer
