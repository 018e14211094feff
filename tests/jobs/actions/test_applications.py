"""Applying: what it leaves behind, who may, and how often."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from jobs.actions import applications
from jobs.choices import ApplicationStatus as S
from jobs.models import Application, Disclosure
from tests.agreeing import profile_notice
from tests.factories import (
    EducationFactory,
    PostingFactory,
    RegionFactory,
    SeekerFactory,
)
from tests.jobs.actions.applying import apply, steps_of
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent

pytestmark = pytest.mark.django_db


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
        with pytest.raises(ValidationError, match="今天已投递 2 次"):
            apply(seeker)
    with time_machine.travel("2026-11-26 00:01+08:00", tick=False):
        assert apply(seeker).status == S.SUBMITTED


def test_bureau_of_the_employer_answers_for_somebody_from_elsewhere():
    seeker = SeekerFactory(organization=None, region=RegionFactory(code="110115"))
    consents.agree(user=seeker.user, notice=profile_notice())
    application = apply(seeker)
    seeker.refresh_from_db()

    assert seeker.organization == application.posting.employer.organization
