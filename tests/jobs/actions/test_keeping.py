"""What of a person's own row stays once a consent, or the last application, has ended."""

import datetime as dt
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from jobs.actions import applicants, applications, erasure, keeping
from jobs.choices import ApplicationStatus as S
from jobs.models import Applicant, Application, AudienceClaim, Look, Resume
from tests.factories import (
    LookFactory,
    NoticeFactory,
    OrganizationFactory,
    PostingFactory,
    RegionFactory,
    RetentionRuleFactory,
    SeekerFactory,
    UserFactory,
)
from tests.jobs.actions.applying import apply
from tests.jobs.actions.own_row import bureau_of, everything, filled, kept, leave_only
from tongwulang.accounts.actions import consents
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


@pytest.mark.parametrize("name", everything())
def test_rows_of_before_the_consent_are_settled_whatever_is_in_them(seeker, name):
    RetentionRuleFactory(record="application", months=36)
    application = apply(seeker)
    Application.objects.filter(pk=application.pk).update(status=S.EXPIRED)
    Consent.objects.of_kind("profile").delete()
    leave_only(seeker, name)
    assert not kept() - {"name", "phone", name}

    assert erasure.purge() == 1
    assert kept() == {"name", "phone"}
    assert not Resume.objects.exists()
    assert not AudienceClaim.objects.exists()
    assert erasure.purge() == 0


def test_rows_of_before_the_consent_are_hidden_from_bureaus_at_once(seeker, langfang_organizer):
    bureau = bureau_of(langfang_organizer)
    without, entered = SeekerFactory(organization=bureau), SeekerFactory(user=None)
    withdrew = filled()
    Consent.objects.filter(user=withdrew.user).update(withdrawn_at=timezone.now())
    Applicant.objects.update(organization=bureau)
    consents.agree(user=without.user, notice=NoticeFactory(kind="application"))

    hidden = import_module("jobs.migrations.0027_own_rows_without_consent")
    hidden.hide(apps, None)

    assert set(Applicant.objects.visible_to(langfang_organizer)) == {seeker, entered}
    notice = Notice.objects.get(kind="profile")
    applicants.save_own(by=without.user, values={}, agreed=notice)
    assert without in Applicant.objects.visible_to(langfang_organizer)


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


def test_completing_a_row_of_before_the_consent_shows_it_to_no_bureau(alone):
    OrganizationFactory()
    alone.region = RegionFactory(code="131003")
    alone.save()

    applicants.complete_own(by=alone.user, values={"birth_year": 1990, "birth_month": 5})

    assert {"region", "birth_year"} < kept()
    assert "organization" not in kept()


def test_corrected_name_is_what_employers_then_see(alone, langfang_organizer):
    application = apply(alone)
    applicants.correct_own(by=alone.user, values={"name": "欧阳健国", "birth_year": 1989})

    assert application.disclosures.get().given()[0].text == "欧阳健国"
    assert Applicant.objects.get().birth_year == 1989


def test_birth_year_corrected_after_the_last_application_is_not_kept(alone):
    applications.withdraw_application(application=apply(alone), by=alone.user)

    applicants.correct_own(by=alone.user, values={"name": "欧阳健国", "birth_year": 1989})

    assert Applicant.objects.get().name == "欧阳健国"
    assert kept() == {"name", "phone"}


def test_nothing_is_corrected_where_there_is_nothing_and_nobody_else(alone):
    stranger = SeekerFactory()
    applicants.correct_own(by=UserFactory(), values={"name": "李四"})
    applicants.correct_own(by=alone.user, values={"name": "李四"})
    stranger.refresh_from_db()

    assert stranger.name == "欧阳建国"
    with pytest.raises(PermissionDenied):
        applicants.correct_own(by=UserFactory(is_active=False), values={"name": "李四"})


def test_whoever_clears_where_they_live_is_seen_by_no_bureau(seeker, langfang_organizer):
    notice = Notice.objects.get(kind="profile")
    seeker.organization = bureau_of(langfang_organizer)
    seeker.save()

    cleared = applicants.save_own(by=seeker.user, values={"region": None}, agreed=notice)
    assert cleared.organization is None
    assert not Applicant.objects.visible_to(langfang_organizer).exists()


@pytest.mark.parametrize("is_asked", [True, False])
def test_bureau_to_whose_employers_they_applied_answers(seeker, langfang_organizer, is_asked):
    notice, bureau = Notice.objects.get(kind="profile"), bureau_of(langfang_organizer)
    Applicant.objects.update(organization=bureau)
    other = OrganizationFactory(region=RegionFactory(code="120114"))
    apply(seeker, PostingFactory(employer__organization=bureau if is_asked else other))

    for region in (None, RegionFactory(code="110115")):
        gone = applicants.save_own(by=seeker.user, values={"region": region}, agreed=notice)
        assert gone.organization == (bureau if is_asked else other)


def test_bureau_that_was_handed_the_person_stays_while_its_place_was_applied_to(
    seeker, langfang_organizer
):
    here = bureau_of(langfang_organizer)
    veterans = OrganizationFactory(region=here.region, kind="veterans")
    Applicant.objects.update(organization=veterans)
    elsewhere = OrganizationFactory(region=RegionFactory(code="120114"))
    for asked in (here, elsewhere):
        apply(seeker, PostingFactory(employer__organization=asked))

    cleared = applicants.save_own(by=seeker.user, values={"region": None})

    assert cleared.organization == veterans


@pytest.mark.parametrize("name", ["name", "phone"])
def test_whom_an_application_is_about_is_not_emptied(seeker, alone, name):
    """The form looks before the account is held: an application may have come in between."""
    empty = {"name": "", "phone": None}[name]
    for one in (seeker, alone):
        apply(one)
    save = {
        seeker: lambda: applicants.save_own(by=seeker.user, values={name: empty}),
        alone: lambda: applicants.correct_own(by=alone.user, values={name: empty}),
    }
    for one, saving in save.items():
        with pytest.raises(ValidationError, match="投递过的") as refusal:
            saving()
        assert list(refusal.value.message_dict) == [name]
        one.refresh_from_db()
        assert getattr(one, name)


def test_whoever_has_not_applied_may_empty_both(seeker):
    applicants.save_own(by=seeker.user, values={"name": "", "phone": None})

    assert not {"name", "phone"} & kept()
