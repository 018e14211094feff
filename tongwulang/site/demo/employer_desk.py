"""企业工作台 of the demo: somebody acts for an employer, to which its applicants gave their data.

Generated applicants have no account; those of this one employer get one that nobody can log in to,
for a consent needs somebody who gave it. They have no phone: a generated one could ring a real one.
"""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Count

from jobs.actions.applications import purpose_of
from jobs.choices import ApplicationStatus
from jobs.models import Applicant, Application, Disclosure, Employer, EmployerMember
from jobs.models.handover import given
from tongwulang.accounts.actions import consents
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Consent, Notice, User
from tongwulang.site.demo.people import MEMBER_EMAIL


@transaction.atomic
def ensure_employer_desk(*, today: dt.date) -> EmployerMember | None:
    """Let the demo's member act for the demo employer with most applications, and that employer
    see what its applicants gave; again changes nothing.

    None where there is no demo employer, no member or a notice is missing.
    """
    member = User.objects.filter(email=MEMBER_EMAIL).first()
    notice = Notice.objects.current(NoticeKind.APPLICATION)
    profile = Notice.objects.current(NoticeKind.PROFILE)
    employer = _employer_of(member) if member else None
    if member is None or notice is None or profile is None or employer is None:
        return None
    row, _is_new = EmployerMember.objects.get_or_create(
        user=member, employer=employer, left_on=None, defaults={"joined_on": today}
    )
    received = Application.objects.filter(posting__employer=employer, applicant__is_demo=True)
    # What was withdrawn gives nothing.
    given_now = received.exclude(status=ApplicationStatus.WITHDRAWN)
    for application in given_now.select_related("applicant__user", "posting"):
        by = _account_of(application.applicant, profile)
        if not application.disclosures.exists():
            _hand_over(application, notice, by)
    return row


def _employer_of(member: User) -> Employer | None:
    present = Employer.objects.of_member(member).first()
    demo = Employer.objects.verified().filter(is_demo=True)
    counted = demo.annotate(received=Count("postings__applications")).order_by("-received", "pk")
    return present or counted.first()


def _account_of(applicant: Applicant, profile: Notice) -> User:
    """Made if need be. What is known of somebody with an account rests on their consent to the
    profile."""
    account = applicant.user
    if account is None:
        account, _is_new = User.objects.get_or_create(
            email=f"applicant-{applicant.pk}@demo.invalid",
            defaults={"name": applicant.name, "password": make_password(None)},
        )
        applicant.user = account
        applicant.save(update_fields=["user"])
    consents.agree(user=account, notice=profile)
    return account


def _hand_over(application: Application, notice: Notice, by: User) -> None:
    applicant = application.applicant
    consent = Consent.objects.create(
        user=by,
        notice=notice,
        about=f"posting-{application.posting_id}",
        agreed_at=application.submitted_at,
    )
    Disclosure.objects.create(
        application=application,
        consent=consent,
        applicant=applicant,
        employer=application.posting.employer,
        purpose=purpose_of(application.posting),
        fields=[one.name for one in given(applicant)],
        disclosed_at=application.submitted_at,
    )
