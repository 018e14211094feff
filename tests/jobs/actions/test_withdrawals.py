"""Taking an application or its consent back."""

import pytest

from jobs.actions import applicants, applications
from jobs.choices import ApplicationStatus as S
from jobs.models import Application
from tests.factories import (
    EmployerMemberFactory,
    NoticeFactory,
    PostingFactory,
    SeekerFactory,
)
from tests.jobs.actions.applying import apply, steps_of, told
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent

pytestmark = pytest.mark.django_db


def test_withdrawing_ends_consent_and_sight_at_once_and_again_is_the_same(seeker):
    application = apply(seeker)
    for _ in range(2):
        application = applications.withdraw_application(application=application, by=seeker.user)

    assert application.status == S.WITHDRAWN
    assert Consent.objects.in_force().count() == 0
    assert application.disclosures.get().given() == []
    assert [status for status, *_ in steps_of(application)] == [S.SUBMITTED, S.WITHDRAWN]


def test_withdrawn_consent_withdraws_the_application_at_once_and_both_are_told(seeker):
    application, other = apply(seeker), apply(seeker)
    member = EmployerMemberFactory(employer=application.posting.employer).user
    for _ in range(2):
        applications.withdraw_consent(consent=application.disclosures.get().consent, by=seeker.user)

    assert application.disclosures.get().given() == []
    assert dict(Application.objects.values_list("pk", "status")) == {
        application.pk: S.WITHDRAWN,
        other.pk: S.SUBMITTED,
    }
    assert steps_of(application)[-1] == (S.WITHDRAWN, "", seeker.user.pk)
    assert (told(seeker.user), told(member)) == (
        ["application_taken_back"],
        ["application_withdrawn"],
    )


def test_withdrawn_consent_to_something_else_withdraws_no_application(seeker):
    application = apply(seeker)
    agreed = consents.agree(user=seeker.user, notice=NoticeFactory())
    applications.withdraw_consent(consent=agreed, by=seeker.user)
    application.refresh_from_db()

    assert (application.status, told(seeker.user)) == (S.SUBMITTED, [])


def test_withdrawn_consent_to_what_has_ended_only_ends_the_sight(seeker, langfang_organizer):
    application = apply(seeker)
    applications.advance_application(
        application=application, status=S.DECLINED, by=langfang_organizer, reason="filled"
    )
    applications.withdraw_consent(consent=application.disclosures.get().consent, by=seeker.user)
    application.refresh_from_db()

    assert application.status == S.DECLINED
    assert application.disclosures.in_force().count() == 0


def test_nobody_withdraws_the_consent_of_another(seeker):
    application = apply(seeker)
    consent = application.disclosures.get().consent

    with pytest.raises(Consent.DoesNotExist):
        applications.withdraw_consent(consent=consent, by=SeekerFactory().user)
    application.refresh_from_db()
    assert (application.status, Consent.objects.in_force().count()) == (S.SUBMITTED, 1)


def test_applying_after_a_withdrawal_is_a_new_consent(seeker):
    posting = PostingFactory()
    application = apply(seeker, posting)
    applications.withdraw_application(application=application, by=seeker.user)
    applicants.complete_own(by=seeker.user, values={"birth_year": 1990, "birth_month": 5})
    again = apply(seeker, posting)

    assert (again.pk, again.status) == (application.pk, S.SUBMITTED)
    assert again.disclosures.count() == Consent.objects.count() == 2
    assert again.disclosures.in_force().count() == 1
