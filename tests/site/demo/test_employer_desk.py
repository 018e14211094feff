"""The demo's employer shows applications with what was given, and twice makes nothing twice."""

import datetime as dt

import pytest

from jobs.models import Application, Disclosure
from tests.agreeing import profile_notice
from tests.factories import (
    ApplicantFactory,
    ApplicationFactory,
    EmployerFactory,
    NoticeFactory,
    PostingFactory,
)
from tongwulang.accounts.models import Consent, User
from tongwulang.site.demo.employer_desk import ensure_employer_desk
from tongwulang.site.demo.people import MEMBER_EMAIL

TODAY = dt.date(2026, 3, 2)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return User.objects.create(email=MEMBER_EMAIL, name="演示单位经办人")


def demo_application(employer):
    return ApplicationFactory(
        posting=PostingFactory(employer=employer), applicant=ApplicantFactory(is_demo=True)
    )


def test_busiest_demo_employer_gets_a_member_who_sees_what_was_given(member):
    NoticeFactory(kind="application")
    profile_notice()
    quiet, busy = EmployerFactory.create_batch(2, is_demo=True)
    demo_application(quiet)
    received = [demo_application(busy) for _ in range(2)]
    demo_application(EmployerFactory())
    withdrawn = demo_application(busy)
    withdrawn.status = "withdrawn"
    withdrawn.save()
    for _ in range(2):
        assert ensure_employer_desk(today=TODAY).employer == busy

    assert set(Application.objects.received_by(member)) == set(received)
    assert Disclosure.objects.count() == 2
    # To what each gave, and to the profile that is kept of them.
    kinds = Consent.objects.values_list("notice__kind", flat=True)
    assert sorted(kinds) == ["application"] * 2 + ["profile"] * 2
    assert [one.fields for one in Disclosure.objects.all()] == [["name", "region"]] * 2
    people = User.objects.filter(consents__isnull=False).distinct()
    assert [person.has_usable_password() for person in people] == [False, False]


def test_without_an_employer_or_a_notice_nothing_is_made(member):
    assert ensure_employer_desk(today=TODAY) is None
    demo_application(EmployerFactory(is_demo=True))
    for kind in ("application", "profile"):
        assert ensure_employer_desk(today=TODAY) is None
        NoticeFactory(kind=kind)
    assert ensure_employer_desk(today=TODAY) is not None
