"""What of a person's own row stays once a consent, or the last application, has ended."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from jobs.actions import applicants, applications, erasure, keeping
from jobs.choices import ApplicationStatus as S
from jobs.models import Applicant, Application, AudienceClaim, Look, Resume
from tests.agreeing import profile_notice
from tests.conftest import organizer_of
from tests.factories import (
    AudienceClaimFactory,
    EducationFactory,
    LookFactory,
    NoticeFactory,
    OccupationFactory,
    OrganizationFactory,
    PostingFactory,
    RegionFactory,
    ResumeFactory,
    RetentionRuleFactory,
    SeekerFactory,
    UserFactory,
)
from tests.jobs.actions.applying import apply
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent, Notice, User

pytestmark = pytest.mark.django_db

NAME, PHONE = "欧阳建国", "+8613800138000"
# Not the person's: whose row it is, and when and as what it was made.
ABOUT_THE_ROW = {"id", "user", "is_demo", "frozen_at", "created_at"}


@pytest.fixture
def seeker():
    """Everything filled in, with the consent to it."""
    found = SeekerFactory(
        education=EducationFactory(),
        graduation_year=2012,
        experience_years=9,
        skills=["焊接"],
        certificates=["焊工证"],
        languages=["英语四级"],
        wanted_pay=6000,
        wanted_shift="day",
        commute_max=45,
    )
    found.wanted_occupations.add(OccupationFactory())
    found.wanted_regions.add(RegionFactory())
    ResumeFactory(applicant=found)
    consents.agree(user=found.user, notice=profile_notice())
    return found


@pytest.fixture
def alone():
    """Somebody who applied without filling in a profile."""
    return SeekerFactory(region=None, organization=None)


def consent_of(seeker):
    return Consent.objects.of_kind("profile").in_force().get(user=seeker.user)


def withdrawn(seeker):
    erasure.withdraw_profile(consent=consent_of(seeker), by=seeker.user)
    return kept()


def kept():
    """Names of the fields of the one row, its bureau among them, in which there is something."""
    row = Applicant.objects.get()
    fields = [*row._meta.fields, *row._meta.many_to_many]
    values = {
        field.name: getattr(row, field.name)
        if field not in row._meta.many_to_many
        else list(getattr(row, field.name).all())
        for field in fields
    }
    return {name for name, value in values.items() if value} - ABOUT_THE_ROW


def test_the_seeker_has_something_in_every_field(seeker):
    names = {f.name for f in (*seeker._meta.fields, *seeker._meta.many_to_many)}

    assert kept() == names - ABOUT_THE_ROW - {"major"}


def test_whoever_only_filled_in_a_profile_leaves_nothing(seeker):
    erasure.withdraw_profile(consent=consent_of(seeker), by=seeker.user)

    assert (Applicant.objects.count(), Resume.objects.count()) == (0, 0)


def test_open_application_keeps_the_name_and_the_phone_alone(seeker, langfang_organizer):
    application = apply(seeker)

    assert withdrawn(seeker) == {"name", "phone"}
    assert not Resume.objects.exists()
    application.refresh_from_db()
    assert application.is_open
    disclosure = application.disclosures.get()
    assert [(one.name, one.text) for one in disclosure.given()] == [
        ("name", NAME),
        ("phone", "138 0013 8000"),
    ]
    assert disclosure.shown_labels == ["姓名", "手机号"]


def test_after_that_each_bureau_sees_what_it_was_asked_and_nothing_else(
    seeker, tongzhou_organizer, langfang_organizer
):
    AudienceClaimFactory(applicant=seeker)
    seeker.organization = bureau_of(tongzhou_organizer)
    seeker.save()
    posts = PostingFactory.create_batch(2, employer__organization=bureau_of(langfang_organizer))
    asked = [apply(seeker, posting) for posting in posts]
    wuqing = OrganizationFactory(region=RegionFactory(code="120114"))
    apply(seeker, PostingFactory(employer__organization=wuqing))
    verifying = organizer_of("131000", "veterans")

    withdrawn(seeker)

    assert set(Application.objects.visible_to(langfang_organizer)) == set(asked)
    assert not Application.objects.visible_to(tongzhou_organizer).exists()
    for organizer in (tongzhou_organizer, langfang_organizer, verifying):
        assert not Applicant.objects.visible_to(organizer).exists()
        assert not AudienceClaim.objects.visible_to(organizer).exists()


def test_whoever_only_applies_is_seen_by_no_bureau_of_their_own(alone, langfang_organizer):
    application = apply(alone, PostingFactory(employer__organization=bureau_of(langfang_organizer)))

    assert list(Application.objects.visible_to(langfang_organizer)) == [application]
    assert not Applicant.objects.visible_to(langfang_organizer).exists()


def bureau_of(organizer):
    return organizer.memberships.get().organization


def test_what_is_filled_in_anew_goes_to_no_application_of_before(seeker):
    application = apply(seeker)
    given_then = application.disclosures.get().fields
    withdrawn(seeker)

    consents.agree(user=seeker.user, notice=profile_notice())
    seeker = Applicant.objects.get()
    seeker.skills = ["钳工"]
    seeker.save()
    ResumeFactory(applicant=seeker)

    disclosure = application.disclosures.get()
    assert [one.name for one in disclosure.given()] == ["name", "phone"]
    assert disclosure.fields == given_then != disclosure.shown
    assert "resume" in given_then
    applicants.complete_own(by=seeker.user, values={"birth_year": 1990, "birth_month": 5})
    new = apply(seeker).disclosures.get()
    assert {"skills", "resume"} <= {one.name for one in new.given()}


@pytest.mark.parametrize("keep", [LookFactory, AudienceClaimFactory])
def test_look_and_claim_keep_no_name(seeker, keep):
    row = keep(applicant=seeker)

    assert withdrawn(seeker) == set()
    row.refresh_from_db()


def test_consent_that_has_ended_takes_nothing_of_a_newer_one(seeker):
    first = consent_of(seeker)
    apply(seeker)
    withdrawn(seeker)
    consents.agree(user=seeker.user, notice=profile_notice())
    Applicant.objects.update(skills=["钳工"])

    assert not erasure.withdraw_profile(consent=first, by=seeker.user)

    assert Applicant.objects.get().skills == ["钳工"]
    assert consent_of(seeker) != first


def test_every_version_ends_together(seeker):
    first = consent_of(seeker)
    consents.agree(user=seeker.user, notice=NoticeFactory(kind="profile", version=2))

    erasure.withdraw_profile(consent=first, by=seeker.user)

    assert not Consent.objects.in_force().exists()


def test_account_that_is_gone_has_nothing_to_withdraw(seeker):
    consent, by = consent_of(seeker), seeker.user
    erasure.delete_everything(by=User.objects.get(pk=by.pk))

    erasure.withdraw_profile(consent=consent, by=by)


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


def test_nobody_withdraws_for_another(seeker):
    with pytest.raises(Consent.DoesNotExist):
        erasure.withdraw_profile(consent=consent_of(seeker), by=UserFactory())

    assert "skills" in kept()
