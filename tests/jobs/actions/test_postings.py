"""A post's way from draft to public to closed, and what is refused on it."""

import pytest
from django.core.exceptions import ValidationError

from jobs.actions import employers, postings
from jobs.models import Posting
from jobs.transitions import TransitionRefusedError
from tests.factories import DraftFactory, EmployerFactory, PostingFactory

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


def test_suspended_employer_has_no_public_post(langfang_organizer):
    posting, other = PostingFactory(), PostingFactory()

    employers.suspend_employer(employer=posting.employer, by=langfang_organizer)

    assert list(Posting.objects.published()) == [other]


def test_verified_again_after_suspension(langfang_organizer):
    employer = EmployerFactory(unverified=True)

    employers.verify_employer(employer=employer, by=langfang_organizer)
    employers.suspend_employer(employer=employer, by=langfang_organizer)
    employers.verify_employer(employer=employer, by=langfang_organizer)

    employer.refresh_from_db()
    assert employer.is_verified
    assert employer.verified_by == langfang_organizer
