"""Answers to an application: step by step, each told to whom it concerns."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from jobs.actions import applications
from jobs.choices import ApplicationStatus as S
from jobs.models import Application
from jobs.transitions import TransitionRefusedError
from tests.factories import (
    EmployerMemberFactory,
    PostingFactory,
    SeekerFactory,
)
from tests.jobs.actions.applying import apply, offered, steps_of, told
from tongwulang.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_same_answer_again_is_the_same(seeker, langfang_organizer):
    application = apply(seeker)
    for _ in range(2):
        application = applications.advance_application(
            application=application, status=S.DECLINED, by=langfang_organizer, reason="pay"
        )

    assert steps_of(application)[1:] == [(S.DECLINED, "pay", langfang_organizer.pk)]
    assert told(seeker.user) == ["application_declined"]


@pytest.mark.parametrize("status", [S.WITHDRAWN, S.VIEWED, S.SUBMITTED, "", "gone"])
def test_what_is_no_answer_is_refused(seeker, langfang_organizer, status):
    with pytest.raises(ValidationError, match="请选择答复"):
        applications.advance_application(
            application=apply(seeker), status=status, by=langfang_organizer
        )


def test_answer_is_given_as_long_again_for_the_next(seeker, langfang_organizer):
    application = apply(seeker)
    applications.mark_viewed(application=application, by=langfang_organizer)
    with time_machine.travel(timezone.now() + dt.timedelta(days=5), tick=False):
        application = applications.advance_application(
            application=application, status=S.INTERVIEW, by=langfang_organizer
        )
        assert application.answer_by == timezone.localdate() + dt.timedelta(days=14)


def test_opening_twice_is_one_step(seeker, langfang_organizer):
    application = apply(seeker)
    for _ in range(2):
        applications.mark_viewed(application=application, by=langfang_organizer)

    assert [status for status, *_ in steps_of(application)] == [S.SUBMITTED, S.VIEWED]


def test_refusal_needs_a_coded_reason(seeker, langfang_organizer):
    application = apply(seeker)
    for reason in ("", "没有缘分"):
        with pytest.raises(ValidationError, match="理由"):
            applications.advance_application(
                application=application, status=S.DECLINED, by=langfang_organizer, reason=reason
            )
    applications.advance_application(
        application=application, status=S.DECLINED, by=langfang_organizer, reason="experience"
    )

    assert steps_of(application)[-1] == (S.DECLINED, "experience", langfang_organizer.pk)


def test_step_that_the_table_lacks_is_refused(seeker, langfang_organizer):
    application = apply(seeker)

    with pytest.raises(TransitionRefusedError, match="已录用"):
        applications.advance_application(
            application=application, status=S.HIRED, by=langfang_organizer
        )


def test_whoever_is_hired_is_no_longer_to_be_had(seeker, langfang_organizer):
    taken, open_one = offered(seeker, langfang_organizer), apply(seeker)
    ended = applications.withdraw_application(application=apply(seeker), by=seeker.user)
    stranger = apply(SeekerFactory())
    applications.advance_application(application=taken, status=S.HIRED, by=langfang_organizer)

    assert dict(Application.objects.values_list("pk", "status")) == {
        taken.pk: S.HIRED,
        open_one.pk: S.OBSOLETE,
        ended.pk: S.WITHDRAWN,
        stranger.pk: S.SUBMITTED,
    }
    assert steps_of(open_one)[-1] == (S.OBSOLETE, "", None)


def test_what_nobody_answered_in_time_expires_once(seeker, langfang_organizer):
    late, answered = apply(seeker), offered(seeker, langfang_organizer)
    answered.answer_by += dt.timedelta(days=9)
    answered.save()
    with time_machine.travel(timezone.now() + dt.timedelta(days=14), tick=False):
        assert applications.expire_overdue() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(days=15), tick=False):
        assert [applications.expire_overdue() for _ in range(2)] == [1, 0]

    assert steps_of(late)[-1] == (S.EXPIRED, "", None)
    answered.refresh_from_db()
    assert answered.status == S.OFFERED


def test_each_side_is_told_once_what_concerns_it(seeker, langfang_organizer):
    posting = PostingFactory()
    member = EmployerMemberFactory(employer=posting.employer).user
    application = apply(seeker, posting)
    apply(seeker, posting)
    for _ in range(2):
        applications.mark_viewed(application=application, by=langfang_organizer)
    for status in (S.INTERVIEW, S.OFFERED, S.HIRED):
        applications.advance_application(
            application=application, status=status, by=langfang_organizer
        )

    assert sorted(told(seeker.user)) == [
        "application_hired",
        "application_invited",
        "application_offered",
        "application_viewed",
    ]
    assert told(member) == ["application_received"]


def test_refusal_tells_the_reason_and_obsolescence_the_other_employer(seeker, langfang_organizer):
    declined, other = apply(seeker), apply(seeker)
    member = EmployerMemberFactory(employer=other.posting.employer).user
    taken = offered(seeker, langfang_organizer)
    applications.advance_application(
        application=declined, status=S.DECLINED, by=langfang_organizer, reason="filled"
    )
    applications.advance_application(application=taken, status=S.HIRED, by=langfang_organizer)

    refusal = Message.objects.get(recipient=seeker.user, kind="application_declined")
    assert "原因：岗位已招满" in refusal.text
    assert told(member) == ["application_obsolete"]


def test_expiry_tells_both_and_the_bureau_where_the_employer_has_nobody(seeker, langfang_organizer):
    apply(seeker)
    with time_machine.travel(timezone.now() + dt.timedelta(days=15), tick=False):
        for _ in range(2):
            applications.expire_overdue()

    assert told(seeker.user) == ["application_expired"]
    assert told(langfang_organizer) == ["application_unanswered"]
    message = Message.objects.get(recipient=langfang_organizer)
    assert message.link.startswith("/admin/jobs/application/")


def test_withdrawing_tells_the_employer(seeker):
    application = apply(seeker)
    member = EmployerMemberFactory(employer=application.posting.employer).user
    applications.withdraw_application(application=application, by=seeker.user)

    assert told(member) == ["application_withdrawn"]
    assert told(seeker.user) == ["application_taken_back"]


def test_messages_hold_no_phone(seeker, langfang_organizer):
    posting = PostingFactory()
    EmployerMemberFactory(employer=posting.employer)
    applications.withdraw_application(application=apply(seeker, posting), by=seeker.user)

    for message in Message.objects.all():
        assert "13800138000" not in f"{message.title}{message.text}{message.values}"
