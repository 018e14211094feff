"""Applying, answering, taking back: every step with what it leaves behind."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from jobs.actions import applications
from jobs.choices import ApplicationStatus as S
from jobs.models import Application, Disclosure
from jobs.models.handover import FIELDS
from jobs.transitions import TransitionRefusedError
from tests.factories import (
    EducationFactory,
    EmployerMemberFactory,
    NoticeFactory,
    PostingFactory,
    RegionFactory,
    SeekerFactory,
)
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent
from tongwulang.outbox.models import Message

pytestmark = pytest.mark.django_db

ALL = tuple(FIELDS)


@pytest.fixture
def seeker():
    return SeekerFactory()


def apply(seeker, posting=None, fields=ALL):
    return applications.apply(
        applicant=seeker,
        posting=posting or PostingFactory(),
        fields=fields,
        notice=NoticeFactory(kind="application"),
        by=seeker.user,
    )


def steps_of(application):
    return list(application.steps.values_list("status", "reason", "by"))


def test_applying_records_consent_disclosure_and_step(seeker):
    application = apply(seeker)
    disclosure = application.disclosures.get()

    assert steps_of(application) == [(S.SUBMITTED, "", seeker.user.pk)]
    assert application.answer_by == timezone.localdate() + dt.timedelta(days=14)
    assert disclosure.employer == application.posting.employer
    assert disclosure.fields == ["name", "phone", "region"]
    assert (disclosure.consent.user, disclosure.consent.about) == (
        seeker.user,
        f"posting-{application.posting_id}",
    )


def test_only_what_was_agreed_to_is_given(seeker):
    seeker.education = EducationFactory()
    seeker.save()
    disclosure = apply(seeker, fields=["name", "phone"]).disclosures.get()

    assert [one.text for one in disclosure.given()] == ["欧阳建国", "138 0013 8000"]


def test_what_is_filled_in_later_is_not_given(seeker):
    disclosure = apply(seeker).disclosures.get()
    seeker.education = EducationFactory()
    seeker.save()

    assert [one.name for one in Disclosure.objects.get(pk=disclosure.pk).given()] == [
        "name",
        "phone",
        "region",
    ]


def test_applying_again_is_the_same_application(seeker):
    posting = PostingFactory()
    first, second = apply(seeker, posting), apply(seeker, posting)

    assert first == second
    assert len(steps_of(first)) == 1
    assert Disclosure.objects.count() == Consent.objects.count() == 1


@pytest.mark.parametrize("state", ["expired", "closed"])
def test_post_that_has_ended_refuses(seeker, state):
    with pytest.raises(ValidationError, match="不再接受投递"):
        apply(seeker, PostingFactory(**{state: True}))

    assert Application.objects.count() == Consent.objects.count() == 0


def test_post_of_an_employer_that_is_not_verified_refuses(seeker):
    posting = PostingFactory(employer__unverified=True)

    with pytest.raises(ValidationError, match="不再接受投递"):
        apply(seeker, posting)


@pytest.mark.parametrize(
    ("year", "month", "may"), [(2010, 10, True), (2010, 11, False), (2010, 12, False)]
)
def test_nobody_who_may_be_under_sixteen_applies(year, month, may):
    seeker = SeekerFactory(birth_year=year, birth_month=month)
    posting = PostingFactory()
    with time_machine.travel("2026-11-25 12:00+08:00", tick=False):
        if may:
            assert apply(seeker, posting).status == S.SUBMITTED
        else:
            with pytest.raises(ValidationError, match="未满 16 周岁"):
                apply(seeker, posting)


def test_without_birth_or_phone_it_is_said_what_is_missing():
    with pytest.raises(ValidationError, match="出生年月"):
        apply(SeekerFactory(birth_month=None))
    with pytest.raises(ValidationError, match="姓名和手机号"):
        apply(SeekerFactory(phone=None))


def test_day_has_a_cap_that_the_next_day_lifts(seeker, settings):
    settings.APPLICATIONS_PER_DAY = 2
    with time_machine.travel("2026-11-25 23:00+08:00", tick=False):
        apply(seeker)
        applications.withdraw_application(application=apply(seeker), by=seeker.user)
        with pytest.raises(ValidationError, match="今天已投递 2 个岗位"):
            apply(seeker)
    with time_machine.travel("2026-11-26 00:01+08:00", tick=False):
        assert apply(seeker).status == S.SUBMITTED


def test_bureau_of_the_employer_answers_for_somebody_from_elsewhere():
    seeker = SeekerFactory(organization=None, region=RegionFactory(code="110115"))
    application = apply(seeker)
    seeker.refresh_from_db()

    assert seeker.organization == application.posting.employer.organization


def test_withdrawing_ends_consent_and_sight_at_once_and_again_is_the_same(seeker):
    application = apply(seeker)
    for _ in range(2):
        application = applications.withdraw_application(application=application, by=seeker.user)

    assert application.status == S.WITHDRAWN
    assert Consent.objects.in_force().count() == 0
    assert application.disclosures.get().given() == []
    assert [status for status, *_ in steps_of(application)] == [S.SUBMITTED, S.WITHDRAWN]


def test_withdrawn_consent_withdraws_the_application_at_once_and_both_are_told(seeker):
    application, other = apply(seeker), apply(seeker)
    member = EmployerMemberFactory(employer=application.posting.employer).user
    for _ in range(2):
        applications.withdraw_consent(consent=application.disclosures.get().consent, by=seeker.user)

    assert application.disclosures.get().given() == []
    assert dict(Application.objects.values_list("pk", "status")) == {
        application.pk: S.WITHDRAWN,
        other.pk: S.SUBMITTED,
    }
    assert steps_of(application)[-1] == (S.WITHDRAWN, "", seeker.user.pk)
    assert (told(seeker.user), told(member)) == (
        ["application_taken_back"],
        ["application_withdrawn"],
    )


def test_withdrawn_consent_to_something_else_withdraws_no_application(seeker):
    application = apply(seeker)
    agreed = consents.agree(user=seeker.user, notice=NoticeFactory())
    applications.withdraw_consent(consent=agreed, by=seeker.user)
    application.refresh_from_db()

    assert (application.status, told(seeker.user)) == (S.SUBMITTED, [])


def test_withdrawn_consent_to_what_has_ended_only_ends_the_sight(seeker, langfang_organizer):
    application = apply(seeker)
    applications.advance_application(
        application=application, status=S.DECLINED, by=langfang_organizer, reason="filled"
    )
    applications.withdraw_consent(consent=application.disclosures.get().consent, by=seeker.user)
    application.refresh_from_db()

    assert application.status == S.DECLINED
    assert application.disclosures.in_force().count() == 0


def test_nobody_withdraws_the_consent_of_another(seeker):
    application = apply(seeker)
    consent = application.disclosures.get().consent

    with pytest.raises(Consent.DoesNotExist):
        applications.withdraw_consent(consent=consent, by=SeekerFactory().user)
    application.refresh_from_db()
    assert (application.status, Consent.objects.in_force().count()) == (S.SUBMITTED, 1)


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


def test_applying_after_a_withdrawal_is_a_new_consent(seeker):
    posting = PostingFactory()
    application = apply(seeker, posting)
    applications.withdraw_application(application=application, by=seeker.user)
    again = apply(seeker, posting)

    assert (again.pk, again.status) == (application.pk, S.SUBMITTED)
    assert again.disclosures.count() == Consent.objects.count() == 2
    assert again.disclosures.in_force().count() == 1


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


def offered(seeker, by):
    application = apply(seeker)
    applications.mark_viewed(application=application, by=by)
    return applications.advance_application(application=application, status=S.OFFERED, by=by)


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


def told(person):
    return list(Message.objects.filter(recipient=person).values_list("kind", flat=True))


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
