"""Applicants and applications: personal, masked, seen by few."""

import pytest
from django.db import IntegrityError, transaction

from jobs.models import Applicant, Application
from tests.factories import (
    ApplicantFactory,
    ApplicationFactory,
    OrganizationFactory,
    PostingFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("+8613800138000", "138****8000"),
        ("+85223456789", "+852 ****89"),
        ("+863162345678", "****78"),
        (None, ""),
    ],
)
def test_phone_is_shown_masked(phone, masked):
    applicant = ApplicantFactory(phone=phone)
    applicant.refresh_from_db()

    assert applicant.masked_phone == masked


def test_name_of_a_row_tells_nothing_about_the_person():
    applicant = ApplicantFactory(name="欧阳建国", phone="+8613800138000")

    assert str(applicant) == f"求职者 {applicant.pk}"


def test_applicant_is_seen_by_the_responsible_bureau_and_oneself(
    langfang_organizer, wuqing_organizer, former_organizer, seeker
):
    applicant = ApplicantFactory(user=seeker)

    assert list(Applicant.objects.visible_to(langfang_organizer)) == [applicant]
    assert list(Applicant.objects.visible_to(seeker)) == [applicant]
    for stranger in (wuqing_organizer, former_organizer):
        assert list(Applicant.objects.visible_to(stranger)) == []


def test_application_is_seen_by_both_bureaus(
    langfang_organizer, wuqing_organizer, tongzhou_organizer
):
    wuqing = OrganizationFactory(region=RegionFactory(code="120114"))
    application = ApplicationFactory(
        applicant=ApplicantFactory(organization=wuqing), posting=PostingFactory()
    )

    assert list(Application.objects.visible_to(langfang_organizer)) == [application]
    assert list(Application.objects.visible_to(wuqing_organizer)) == [application]
    assert list(Application.objects.visible_to(tongzhou_organizer)) == []


def test_applying_twice_is_the_same_application():
    application = ApplicationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationFactory(applicant=application.applicant, posting=application.posting)
