"""Agreeing and taking it back."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import NoticeFactory, UserFactory
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent, Notice

pytestmark = pytest.mark.django_db


def test_agreeing_twice_is_one_consent():
    user, notice = UserFactory(), NoticeFactory()

    first = consents.agree(user=user, notice=notice)

    assert consents.agree(user=user, notice=notice) == first
    assert list(Consent.objects.in_force().of(user)) == [first]


def test_consent_about_one_thing_is_its_own():
    user, notice = UserFactory(), NoticeFactory(kind="application")

    consents.agree(user=user, notice=notice, about="posting-1")
    consents.agree(user=user, notice=notice, about="posting-2")

    assert Consent.objects.in_force().to(notice, "posting-1").count() == 1
    assert Consent.objects.in_force().to(notice).count() == 0


def test_withdrawn_consent_stays_as_proof_and_can_be_given_anew():
    user, notice = UserFactory(), NoticeFactory()
    given = consents.agree(user=user, notice=notice)

    consents.withdraw(consent=given, by=user)
    given.refresh_from_db()
    ended = given.withdrawn_at
    assert ended is not None
    assert list(Consent.objects.in_force()) == []

    consents.withdraw(consent=given, by=user)
    given.refresh_from_db()
    assert given.withdrawn_at == ended
    assert consents.agree(user=user, notice=notice) != given


def test_nobody_withdraws_for_another():
    given = consents.agree(user=UserFactory(), notice=NoticeFactory())

    with pytest.raises(Consent.DoesNotExist):
        consents.withdraw(consent=given, by=UserFactory())
    given.refresh_from_db()
    assert given.withdrawn_at is None


def test_one_consent_in_force_even_past_the_action():
    user, notice = UserFactory(), NoticeFactory()
    Consent.objects.create(user=user, notice=notice)

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(user=user, notice=notice)


def test_notice_in_force_is_the_newest_whose_day_has_come():
    assert Notice.objects.current("privacy") is None
    NoticeFactory(version=1)
    second = NoticeFactory(version=2)
    NoticeFactory(version=3, effective_on="2999-01-01")

    assert Notice.objects.current("privacy") == second
