"""Deleting one's data: gone at once, or frozen, hidden, and purged when the law allows."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from jobs.actions import applicants, applications, erasure, resumes
from jobs.choices import ApplicationStatus as S
from jobs.models import Applicant, Application, Disclosure, Look, Resume, RetentionRule
from tests.factories import (
    AudienceClaimFactory,
    EmployerMemberFactory,
    NoticeFactory,
    OccupationFactory,
    PostingFactory,
    RetentionRuleFactory,
    SeekerFactory,
    UserFactory,
)
from tests.jobs.test_resume_files import PDF
from tongwulang.accounts.models import Consent, User
from tongwulang.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeker():
    return SeekerFactory(user__phone="+8613800138000", skills=["氩弧焊"], experience_years=3)


def applied(seeker):
    return applications.apply(
        applicant=seeker,
        posting=PostingFactory(),
        fields=["name", "phone"],
        notice=NoticeFactory(kind="application"),
        by=seeker.user,
    )


def test_whoever_never_applied_leaves_nothing(seeker):
    seeker.wanted_occupations.add(OccupationFactory())
    AudienceClaimFactory(applicant=seeker)
    resumes.put_in(
        by=seeker.user, file_name="cv.pdf", content=PDF, agreed=NoticeFactory(kind="profile")
    )
    erasure.delete_everything(by=seeker.user)

    assert (Applicant.objects.count(), Resume.objects.count()) == (0, 0)
    assert User.objects.filter(pk=seeker.user.pk).count() == 0


def test_account_without_any_data_is_deleted_too():
    user = UserFactory()
    erasure.delete_everything(by=user)

    assert User.objects.count() == 0


def test_whoever_applied_is_emptied_frozen_and_hidden(seeker, langfang_organizer, platform_admin):
    application = applied(seeker)
    resumes.put_in(
        by=seeker.user, file_name="cv.pdf", content=PDF, agreed=NoticeFactory(kind="profile")
    )
    erasure.delete_everything(by=seeker.user)
    frozen, user = Applicant.objects.get(), User.objects.get(pk=seeker.user.pk)

    assert (frozen.name, frozen.skills, frozen.experience_years) == ("欧阳建国", [], None)
    assert frozen.frozen_at is not None
    assert Resume.objects.count() == 0
    assert (user.is_active, user.phone, user.name) == (False, None, "")
    application.refresh_from_db()
    assert application.status == S.WITHDRAWN
    assert application.disclosures.get().given() == []
    for person in (langfang_organizer, platform_admin, user):
        assert list(Applicant.objects.visible_to(person)) == []
        assert list(Application.objects.visible_to(person)) == []
        assert list(Application.objects.answerable_by(person)) == []


def test_phone_can_be_used_again(seeker):
    applied(seeker)
    erasure.delete_everything(by=seeker.user)

    assert UserFactory(phone="+8613800138000").pk != seeker.user.pk


def test_messages_to_the_person_are_deleted_and_the_employer_is_told(seeker, langfang_organizer):
    application = applied(seeker)
    applications.mark_viewed(application=application, by=langfang_organizer)
    member = EmployerMemberFactory(employer=application.posting.employer).user
    erasure.delete_everything(by=seeker.user)

    assert list(Message.objects.values_list("recipient", "kind")) == [
        (member.pk, "application_withdrawn")
    ]


def test_whoever_works_here_is_told_to_leave_first(langfang_organizer):
    for person in (langfang_organizer, EmployerMemberFactory().user):
        with pytest.raises(ValidationError, match="先由单位办理离岗"):
            erasure.delete_everything(by=person)
        person.refresh_from_db()
        assert person.is_active


def test_deleting_twice_is_the_same(seeker):
    applied(seeker)
    erasure.delete_everything(by=seeker.user)
    frozen_at = Applicant.objects.get().frozen_at
    erasure.delete_everything(by=User.objects.get(pk=seeker.user.pk))

    assert Applicant.objects.get().frozen_at == frozen_at


def purged_after(**time):
    with time_machine.travel(timezone.now() + dt.timedelta(**time), tick=False):
        return erasure.purge()


def test_frozen_person_is_purged_when_no_record_is_to_be_kept(seeker, langfang_organizer):
    RetentionRuleFactory(record="application", months=36)
    RetentionRuleFactory(record="look", months=36)
    applied(seeker)
    applicants.look_at(applicant=seeker, by=langfang_organizer)
    erasure.delete_everything(by=seeker.user)
    assert purged_after(days=3 * 365 - 5) == 0
    assert (Applicant.objects.count(), Disclosure.objects.count()) == (1, 1)
    assert purged_after(days=3 * 366 + 2) > 0
    assert purged_after(days=3 * 366 + 2) == 0

    for model in (Applicant, Application, Disclosure, Look, Consent):
        assert model.objects.count() == 0, model
    assert not User.objects.filter(pk=seeker.user.pk).exists()


def test_without_a_rule_nothing_is_purged(seeker):
    applied(seeker)
    erasure.delete_everything(by=seeker.user)

    assert purged_after(days=9999) == 0
    assert Disclosure.objects.count() == 1


def test_open_applications_and_people_who_stay_are_not_purged(seeker):
    RetentionRuleFactory(record="application", months=1)
    open_one, ended = applied(seeker), applied(seeker)
    applications.withdraw_application(application=ended, by=seeker.user)
    purged_after(days=40)

    assert list(Application.objects.all()) == [open_one]
    assert Applicant.objects.get() == seeker


@pytest.mark.parametrize(
    ("today", "months", "since"),
    [
        ("2026-11-25", 36, "2023-11-25"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2028-02-29", 12, "2027-02-28"),
    ],
)
def test_months_are_counted_on_the_calendar(today, months, since):
    with time_machine.travel(f"{today} 12:00+08:00", tick=False):
        assert str(RetentionRule(months=months).kept_since) == since


def test_newest_rule_of_its_day_holds():
    RetentionRuleFactory(months=36, valid_from="2026-01-01")
    RetentionRuleFactory(months=60, valid_from="2026-06-01")
    RetentionRuleFactory(months=1, valid_from="2099-01-01")
    with time_machine.travel("2026-11-25 12:00+08:00", tick=False):
        assert str(RetentionRule.objects.kept_since("application")) == "2021-11-25"


def test_deleting_what_another_tap_has_deleted_changes_nothing():
    person = UserFactory()
    erasure.delete_everything(by=person)

    erasure.delete_everything(by=person)

    assert not User.objects.exists()
