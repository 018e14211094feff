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
from jobs.models import Application, Disclosure, Employer, EmployerMember
from jobs.models.handover import given
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Consent, Notice, User
from tongwulang.site.demo.people import MEMBER_EMAIL


@transaction.atomic
def ensure_employer_desk(*, today: dt.date) -> EmployerMember | None:
    """Let the demo's member act for the demo employer with most applications, and that employer
    see what its applicants gave; again changes nothing.

    None where there is no demo employer, no member or no notice to agree to.
    """
    member = User.objects.filter(email=MEMBER_EMAIL).first()
    notice = Notice.objects.current(NoticeKind.APPLICATION)
    employer = _employer_of(member) if member else None
    if member is None or notice is None or employer is None:
        return None
    row, _is_new = EmployerMember.objects.get_or_create(
        user=member, employer=employer, left_on=None, defaults={"joined_on": today}
    )
    waiting = Application.objects.filter(
        posting__employer=employer, applicant__is_demo=True, disclosures=None
    )
    # What was withdrawn gives nothing.
    given_now = waiting.exclude(status=ApplicationStatus.WITHDRAWN)
    for application in given_now.select_related("applicant", "posting"):
        _hand_over(application, notice)
    return row


def _employer_of(member: User) -> Employer | None:
    present = Employer.objects.of_member(member).first()
    demo = Employer.objects.verified().filter(is_demo=True)
    counted = demo.annotate(received=Count("postings__applications")).order_by("-received", "pk")
    return present or counted.first()


def _hand_over(application: Application, notice: Notice) -> None:
    applicant = application.applicant
    if applicant.user is None:
        applicant.user, _is_new = User.objects.get_or_create(
            email=f"applicant-{applicant.pk}@demo.invalid",
            defaults={"name": applicant.name, "password": make_password(None)},
        )
        applicant.save(update_fields=["user"])
    consent = Consent.objects.create(
        user=applicant.user,
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
