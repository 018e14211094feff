"""Who is told what when an application takes a step."""

import datetime as dt
from collections.abc import Iterable

from jobs.choices import ApplicationStatus as S
from jobs.models import ApplicationStep, Employer
from tongwulang.accounts.models import User
from tongwulang.outbox.actions import messages

TO_APPLICANT = {
    S.VIEWED: "application_viewed",
    S.INTERVIEW: "application_invited",
    S.OFFERED: "application_offered",
    S.HIRED: "application_hired",
    S.DECLINED: "application_declined",
    S.EXPIRED: "application_expired",
}
TO_EMPLOYER = {
    S.SUBMITTED: "application_received",
    S.WITHDRAWN: "application_withdrawn",
    S.OBSOLETE: "application_obsolete",
    S.EXPIRED: "application_unanswered",
}
WITH_DAY = {
    "application_invited",
    "application_offered",
    "application_expired",
    "application_received",
    "application_unanswered",
}


def tell(step: ApplicationStep) -> None:
    """Write to whom the step concerns, once; inside the transaction that makes the step."""
    application, status = step.application, S(step.status)
    applicant = application.applicant
    if status in TO_APPLICANT and applicant.user is not None:
        _write(TO_APPLICANT[status], [applicant.user], step, application.get_absolute_url())
    if status in TO_EMPLOYER:
        posting = application.posting
        people = _people_of(posting.employer, with_bureau=status == S.EXPIRED)
        _write(TO_EMPLOYER[status], people, step, posting.get_absolute_url())


def _people_of(employer: Employer, *, with_bureau: bool) -> Iterable[User]:
    """Those who act for the employer today; where nobody does, its bureau, if asked for."""
    members = User.objects.filter(
        employer_memberships__employer=employer, employer_memberships__left_on=None, is_active=True
    )
    if members or not with_bureau:
        return members
    return User.objects.filter(
        memberships__organization=employer.organization_id,
        memberships__left_on=None,
        is_active=True,
    )


def _write(kind: str, people: Iterable[User], step: ApplicationStep, link: str) -> None:
    application = step.application
    values = {
        "employer": application.posting.employer.name,
        "posting": application.posting.title,
        "link": link,
    }
    if kind in WITH_DAY:
        values["answer_by"] = _spoken(application.answer_by)
    if step.reason:
        values["reason"] = step.get_reason_display()
    for person in people:
        messages.write(to=person, kind=kind, values=values, once=f"application-step:{step.pk}")


def _spoken(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
