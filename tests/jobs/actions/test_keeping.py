"""What of a person's own row stays once a consent, or the last application, has ended."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from jobs.actions import applicants, applications, erasure, keeping
from jobs.choices import ApplicationStatus as S
from jobs.models import Applicant, Application, Look
from tests.factories import (
    LookFactory,
    OrganizationFactory,
    PostingFactory,
    RegionFactory,
    RetentionRuleFactory,
    SeekerFactory,
)
from tests.jobs.actions.applying import apply
from tests.jobs.actions.own_row import bureau_of, filled, kept
from tongwulang.accounts.models import Consent, Notice, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeker():
    return filled()


@pytest.fixture
def alone():
    """Somebody who applied without filling in a profile."""
    return SeekerFactory(region=None, organization=None)


def test_whoever_only_applies_is_seen_by_no_bureau_of_their_own(alone, langfang_organizer):
    application = apply(alone, PostingFactory(employer__organization=bureau_of(langfang_organizer)))

    assert list(Application.objects.visible_to(langfang_organizer)) == [application]
    assert not Applicant.objects.visible_to(langfang_organizer).exists()


@pytest.mark.parametrize("end", ["withdrawn", "declined", "expired", "hired"])
def test_what_was_typed_to_apply_goes_with_the_last_application(alone, langfang_organizer, end):
    others, last = [apply(alone) for _ in range(2)], apply(alone)
    assert kept() == {"name", "phone", "birth_year", "birth_month"}
    for other in others:
        applications.withdraw_application(application=other, by=alone.user)
    assert {"birth_year", "birth_month"} < kept()

    applications.mark_viewed(application=last, by=langfang_organizer)
    ended(last, end, langfang_organizer)

    assert kept() == {"name", "phone"}


def ended(application, how, by):
    if how == "withdrawn":
        applications.withdraw_application(application=application, by=None)
    elif how == "expired":
        with time_machine.travel(timezone.now() + dt.timedelta(days=60), tick=False):
            assert applications.expire_overdue() == 1
    else:
        steps = {"declined": [S.DECLINED], "hired": [S.OFFERED, S.HIRED]}[how]
        for step in steps:
            application = applications.advance_application(
                application=application, status=step, by=by, reason="skills"
            )


def test_others_that_become_obsolete_let_go_too(alone, langfang_organizer):
    first, second = apply(alone), apply(alone)
    applications.mark_viewed(application=first, by=langfang_organizer)
    ended(first, "hired", langfang_organizer)

    second.refresh_from_db()
    assert second.status == S.OBSOLETE
    assert kept() == {"name", "phone"}
    assert [one.name for one in first.disclosures.get().given()] == ["name", "phone"]


def test_profile_that_is_agreed_to_outlasts_applications(seeker):
    before = kept()
    applications.withdraw_application(application=apply(seeker), by=seeker.user)

    assert kept() == before


def test_person_whom_a_bureau_entered_is_the_bureaus_to_keep(langfang_organizer):
    entered = SeekerFactory(user=None, skills=["焊接"])
    application = Application.objects.create(applicant=entered, posting=PostingFactory())
    applications.withdraw_application(application=application, by=langfang_organizer)

    assert {"name", "skills", "organization"} < kept()


def purged_after(**time):
    with time_machine.travel(timezone.now() + dt.timedelta(**time), tick=False):
        return erasure.purge()


def test_name_goes_with_the_last_record_and_the_account_lives(alone):
    RetentionRuleFactory(record="application", months=36)
    applications.withdraw_application(application=apply(alone), by=alone.user)
    assert purged_after(days=1000) == 0
    assert kept() == {"name", "phone"}

    assert purged_after(days=1200) > 0

    assert not Applicant.objects.exists()
    assert User.objects.get(pk=alone.user.pk).is_active
    assert purged_after(days=1200) == 0


def test_name_goes_before_a_look_that_is_kept_longer(alone):
    RetentionRuleFactory(record="application", months=1)
    RetentionRuleFactory(record="look", months=3)
    LookFactory(applicant=alone)
    applications.withdraw_application(application=apply(alone), by=alone.user)

    assert purged_after(days=40) > 0
    assert purged_after(days=41) == 0
    assert (kept(), Look.objects.count()) == (set(), 1)

    assert purged_after(days=100) > 0
    assert (Applicant.objects.count(), Look.objects.count()) == (0, 0)


def test_nobody_who_agrees_applies_or_was_entered_is_purged(seeker, alone):
    apply(alone)
    SeekerFactory(user=None)

    assert not keeping.unkept().exists()
    assert purged_after(days=9999) == 0
    assert Applicant.objects.count() == 3


def test_rows_of_before_the_consent_are_settled_too(seeker, langfang_organizer):
    RetentionRuleFactory(record="application", months=36)
    application = apply(seeker)
    Application.objects.filter(pk=application.pk).update(status=S.EXPIRED)
    Consent.objects.of_kind("profile").delete()

    assert erasure.purge() == 1
    assert kept() == {"name", "phone"}
    assert erasure.purge() == 0


def test_name_of_somebody_frozen_goes_before_a_look_that_is_kept_longer(alone):
    RetentionRuleFactory(record="application", months=1)
    LookFactory(applicant=alone)
    apply(alone)
    erasure.delete_everything(by=alone.user)
    assert purged_after(days=20) == 0
    assert kept() == {"name", "phone"}

    assert purged_after(days=40) > 0
    assert purged_after(days=41) == 0

    assert (kept(), Look.objects.count()) == (set(), 1)


def test_frozen_for_a_look_alone_has_no_name(seeker):
    LookFactory(applicant=seeker)
    erasure.delete_everything(by=seeker.user)

    assert kept() == set()
    assert Applicant.objects.get().frozen_at


def test_whoever_clears_where_they_live_is_seen_by_no_bureau(seeker, langfang_organizer):
    notice = Notice.objects.get(kind="profile")
    seeker.organization = bureau_of(langfang_organizer)
    seeker.save()

    cleared = applicants.save_own(by=seeker.user, values={"region": None}, agreed=notice)
    assert cleared.organization is None
    assert not Applicant.objects.visible_to(langfang_organizer).exists()


@pytest.mark.parametrize("is_asked", [True, False])
def test_bureau_to_whose_employers_they_applied_stays(seeker, langfang_organizer, is_asked):
    notice, bureau = Notice.objects.get(kind="profile"), bureau_of(langfang_organizer)
    Applicant.objects.update(organization=bureau)
    other = OrganizationFactory(region=RegionFactory(code="120114"))
    apply(seeker, PostingFactory(employer__organization=bureau if is_asked else other))

    cleared = applicants.save_own(by=seeker.user, values={"region": None}, agreed=notice)

    assert cleared.organization == (bureau if is_asked else None)
