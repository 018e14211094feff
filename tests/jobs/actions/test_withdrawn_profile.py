"""A profile's consent is withdrawn: what goes at once, and what an application keeps."""

import pytest

from jobs.actions import applicants, erasure
from jobs.models import Applicant, Application, AudienceClaim, Resume
from tests.agreeing import profile_notice
from tests.conftest import organizer_of
from tests.factories import (
    AudienceClaimFactory,
    LookFactory,
    NoticeFactory,
    OrganizationFactory,
    PostingFactory,
    RegionFactory,
    ResumeFactory,
    UserFactory,
)
from tests.jobs.actions.applying import apply
from tests.jobs.actions.own_row import ABOUT_THE_ROW, NAME, bureau_of, consent_of, filled, kept
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeker():
    return filled()


def withdrawn(seeker):
    erasure.withdraw_profile(consent=consent_of(seeker), by=seeker.user)
    return kept()


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


def test_look_keeps_no_name(seeker):
    look = LookFactory(applicant=seeker)

    assert withdrawn(seeker) == set()
    look.refresh_from_db()


def test_claims_go_with_the_profile(seeker):
    AudienceClaimFactory(applicant=seeker)
    apply(seeker)

    assert withdrawn(seeker) == {"name", "phone"}
    assert not AudienceClaim.objects.exists()


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

    assert not erasure.withdraw_profile(consent=consent, by=by)


def test_nobody_withdraws_for_another(seeker):
    with pytest.raises(Consent.DoesNotExist):
        erasure.withdraw_profile(consent=consent_of(seeker), by=UserFactory())

    assert "skills" in kept()
