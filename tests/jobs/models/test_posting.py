"""Posts: what is public, what is missing, what the database refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobs.choices import Audience
from jobs.models import Posting
from tests.factories import DraftFactory, PostingFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_published_leaves_out_drafts_closed_and_expired():
    DraftFactory()
    DraftFactory(status="pending")
    PostingFactory(closed=True)
    PostingFactory(expired=True)
    public = PostingFactory()

    assert list(Posting.objects.published()) == [public]


def test_post_is_public_on_its_last_day():
    posting = PostingFactory(expires_on=timezone.localdate())

    assert posting.is_open
    assert list(Posting.objects.published()) == [posting]


def test_ended_are_those_that_were_public():
    DraftFactory()
    PostingFactory()
    ended = {PostingFactory(closed=True), PostingFactory(expired=True)}

    assert set(Posting.objects.ended()) == ended


def test_complete_draft_lacks_nothing():
    assert DraftFactory().missing_fields() == []


def test_empty_draft_lists_everything_the_law_requires():
    draft = DraftFactory(
        title="", duties="", headcount=None, region=None, expires_on=None, base_pay=None
    )

    assert [str(name) for name in draft.missing_fields()] == [
        "岗位名称",
        "岗位职责",
        "招聘人数",
        "工作地区",
        "截止日期",
        "底薪（面议且无底薪的，须有审核人填写的理由）",
    ]


@pytest.mark.parametrize(
    ("pay", "lacks_pay"),
    [
        ({"base_pay": 4000}, False),
        ({"is_negotiable": True, "base_pay": 4000}, False),
        ({"is_negotiable": True, "base_pay": None, "negotiable_reason": "按工时结算"}, False),
        ({"is_negotiable": True, "base_pay": None}, True),
        ({"is_negotiable": False, "base_pay": None, "negotiable_reason": "按工时结算"}, True),
    ],
)
def test_negotiable_pay_needs_base_pay_or_reason(pay, lacks_pay):
    draft = DraftFactory(salary_min=None, salary_max=None, **pay)

    assert bool(draft.missing_fields()) is lacks_pay


@pytest.mark.parametrize(
    "lack",
    [
        {"title": ""},
        {"duties": ""},
        {"headcount": None},
        {"region": None},
        {"expires_on": None},
        {"base_pay": None},
        {"reviewed_by": None, "reviewed_at": None},
        {"published_at": None},
    ],
)
def test_database_refuses_an_incomplete_published_post(lack):
    with pytest.raises(IntegrityError), transaction.atomic():
        PostingFactory(**lack)


@pytest.mark.parametrize(
    "wrong",
    [
        {"salary_min": 9000, "salary_max": 6500},
        {"salary_min": 0, "salary_max": 6500},
        {"salary_min": None, "salary_max": 6500},
        {"base_pay": 0},
        {"base_pay": 9001},
        {"headcount": 0},
        {"shuttle": "通州北苑—厂区"},
        {"closed_at": timezone.now()},
        {"status": "closed"},
    ],
)
def test_database_refuses_what_must_never_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        DraftFactory(**wrong)


def test_newest_first_breaks_ties_by_id():
    moment = timezone.now()
    older = PostingFactory(published_at=moment - dt.timedelta(days=1))
    first, second = PostingFactory.create_batch(2, published_at=moment)

    assert list(Posting.objects.newest_first()) == [second, first, older]


def test_audiences_are_those_named():
    posting = PostingFactory(for_veterans=True, for_fresh_graduates=True)

    assert posting.audiences == [Audience.VETERANS, Audience.FRESH_GRADUATES]
    assert list(Posting.objects.for_audience(Audience.VETERANS)) == [posting]
    assert list(Posting.objects.for_audience(Audience.DEPENDENTS)) == []


def test_organizer_sees_only_posts_of_employers_answered_for(
    langfang_organizer, wuqing_organizer, former_organizer, seeker, platform_admin
):
    posting = PostingFactory()

    assert list(Posting.objects.visible_to(langfang_organizer)) == [posting]
    assert list(Posting.objects.visible_to(platform_admin)) == [posting]
    for stranger in (wuqing_organizer, former_organizer, seeker):
        assert list(Posting.objects.visible_to(stranger)) == []


def test_inactive_platform_admin_sees_nothing():
    PostingFactory()

    assert list(Posting.objects.visible_to(UserFactory(is_superuser=True, is_active=False))) == []
