"""企业工作台: for whom it is, and what is gone at once when a right or a consent ends."""

import pytest
from django.urls import reverse
from django.utils import timezone

from jobs.actions import applications, employers, erasure, wishlists
from jobs.choices import ApplicationStatus as S
from jobs.models import Look
from tests.factories import (
    ApplicationFactory,
    EmployerFactory,
    EmployerMemberFactory,
    RetentionRuleFactory,
    UserFactory,
)
from tests.jobs.views.received.desk import LIST, done, is_gone, listed, page

pytestmark = pytest.mark.django_db


def test_stranger_to_the_employer_sees_nothing(client, application):
    stranger = EmployerMemberFactory()
    client.force_login(stranger.user)

    assert is_gone(client, application)
    assert Look.objects.count() == 0


def test_who_acts_for_nobody_is_told_how_to_come_in(client):
    client.force_login(UserFactory())
    answer = client.get(LIST)

    assert answer.status_code == 403
    assert "人社局" in answer.content.decode()


def test_member_who_left_loses_every_right_at_once(client, application, member):
    done(client, "open", application)
    member.left_on = timezone.localdate()
    member.save()

    assert client.get(LIST).status_code == 403
    assert page(client, application).status_code == 404
    assert done(client, "resume", application).status_code == 404


@pytest.mark.parametrize("act", [employers.suspend_employer, employers.require_verification])
def test_members_of_an_employer_that_is_not_verified_wait(
    client, application, member, langfang_organizer, act
):
    act(employer=member.employer, by=langfang_organizer)

    assert is_gone(client, application)
    assert "核验通过前，不能查看和答复" in client.get(LIST).content.decode()
    employers.verify_employer(employer=member.employer, by=langfang_organizer)
    assert listed(client) == [application.pk]


def test_suspension_of_one_employer_leaves_the_other(
    client, application, member, langfang_organizer
):
    other = EmployerMemberFactory(user=member.user, employer=EmployerFactory())
    employers.suspend_employer(employer=other.employer, by=langfang_organizer)

    assert listed(client) == [application.pk]


def test_withdrawn_consent_is_gone_at_once(client, application):
    done(client, "open", application)
    consent = application.disclosures.get().consent
    client.force_login(application.applicant.user)
    client.post(reverse("account_consent_withdraw", args=[consent.pk]))
    client.force_login(application.posting.employer.members.get().user)

    assert is_gone(client, application)


def test_withdrawn_application_is_gone_at_once(client, application):
    done(client, "open", application)
    applications.withdraw_application(application=application, by=application.applicant.user)

    assert is_gone(client, application)


@pytest.mark.parametrize("end", [None, S.DECLINED])
def test_employer_that_may_not_see_a_person_sees_nothing_at_once(client, application, member, end):
    done(client, "open", application)
    if end:
        done(client, "answer", application, status=end, reason="pay")
    wishlists.block_employer(by=application.applicant.user, employer=member.employer)

    assert is_gone(client, application)
    assert application.disclosures.in_force().count() == 0


def test_block_hides_even_what_still_has_a_consent(client, application, member):
    application.applicant.user.employer_blocks.create(employer=member.employer)

    assert is_gone(client, application)


def test_who_deleted_their_data_is_gone_at_once(client, application):
    RetentionRuleFactory()
    done(client, "open", application)
    erasure.delete_everything(by=application.applicant.user)

    assert is_gone(client, application)


def test_without_a_disclosure_there_is_nothing_to_see(client, posting):
    assert is_gone(client, ApplicationFactory(posting=posting))
