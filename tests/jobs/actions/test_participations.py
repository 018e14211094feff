"""Who takes part in a fair, and where it may stand."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jobs.actions import participations
from jobs.choices import ParticipationStatus
from jobs.transitions import TransitionRefusedError
from tests.factories import BoothFactory, OrganizationFactory, ParticipationFactory, RegionFactory

pytestmark = pytest.mark.django_db


def decide(participation, status, by, **kwargs):
    return participations.decide_participation(
        participation=participation, status=status, by=by, **kwargs
    )


def test_waitlisted_employer_is_accepted_later(langfang_organizer):
    participation = ParticipationFactory(status="applied")

    decide(participation, ParticipationStatus.WAITLISTED, langfang_organizer)
    decide(participation, ParticipationStatus.ACCEPTED, langfang_organizer)

    participation.refresh_from_db()
    assert participation.status == "accepted"
    assert participation.decided_by == langfang_organizer


def test_refusal_needs_a_reason(langfang_organizer):
    participation = ParticipationFactory(status="applied")

    with pytest.raises(ValidationError, match="未通过须写明理由"):
        decide(participation, ParticipationStatus.REJECTED, langfang_organizer)
    decide(participation, ParticipationStatus.REJECTED, langfang_organizer, reason="展位已满")

    participation.refresh_from_db()
    assert participation.rejection_reason == "展位已满"


def test_unverified_employer_cannot_be_accepted(langfang_organizer):
    participation = ParticipationFactory(status="applied", employer__unverified=True)

    with pytest.raises(ValidationError, match="尚未核验，不能确认参会"):
        decide(participation, ParticipationStatus.ACCEPTED, langfang_organizer)


def test_withdrawn_employer_gives_its_booth_back(langfang_organizer):
    booth = BoothFactory()
    participation = ParticipationFactory(booth=booth)

    decide(participation, ParticipationStatus.WITHDRAWN, langfang_organizer)
    ParticipationFactory(booth=booth)

    participation.refresh_from_db()
    assert (participation.booth, participation.venue) == (None, None)


def test_refused_employer_stays_refused(langfang_organizer):
    participation = ParticipationFactory(status="rejected", rejection_reason="展位已满")

    with pytest.raises(TransitionRefusedError):
        decide(participation, ParticipationStatus.ACCEPTED, langfang_organizer)


def test_booth_of_another_fair_is_refused():
    elsewhere = BoothFactory()
    participation = ParticipationFactory()
    participation.venue, participation.booth = elsewhere.zone.venue, elsewhere

    with pytest.raises(ValidationError, match="会场不属于这场招聘会"):
        participation.full_clean()


def test_booth_of_another_hall_is_refused():
    participation = ParticipationFactory(booth=BoothFactory())
    participation.booth = BoothFactory()

    with pytest.raises(ValidationError, match="展位不在所选会场"):
        participation.full_clean()


def test_booth_is_given_once():
    booth = BoothFactory()
    ParticipationFactory(booth=booth)

    with pytest.raises(IntegrityError), transaction.atomic():
        ParticipationFactory(booth=booth)


def test_bureau_of_another_place_cannot_answer_for_an_employer():
    wuqing = OrganizationFactory(region=RegionFactory(code="120114"))
    participation = ParticipationFactory(organization=wuqing)

    with pytest.raises(ValidationError, match="广阳区 的负责单位须是 廊坊市 的单位"):
        participation.full_clean()


def test_inviting_bureau_answers_for_an_employer_from_elsewhere():
    wuqing = OrganizationFactory(region=RegionFactory(code="120114"))
    daxing = RegionFactory(code="110115")
    participation = ParticipationFactory(
        employer__region=daxing, employer__organization=wuqing, organization=wuqing
    )

    participation.full_clean()
    participation.employer.full_clean()
