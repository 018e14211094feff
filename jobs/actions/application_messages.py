"""Who is told what when an application takes a step."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from jobs.choices import ApplicationStatus as S
from jobs.models import Application, ApplicationStep, Employer
from tongwulang.accounts.models import User
from tongwulang.outbox.actions import messages

TO_APPLICANT = {
    S.VIEWED: "application_viewed",
    S.INTERVIEW: "application_invited",
    S.OFFERED: "application_offered",
    S.HIRED: "application_hired",
    S.DECLINED: "application_declined",
    S.EXPIRED: "application_expired",
    S.WITHDRAWN: "application_taken_back",
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
        _tell_employer(TO_EMPLOYER[status], step)


def _tell_employer(kind: str, step: ApplicationStep) -> None:
    """Those who act for the employer today; of what they left unanswered its bureau hears where
    nobody does."""
    application, employer = step.application, step.application.posting.employer
    members = User.objects.filter(
        employer_memberships__employer=employer, employer_memberships__left_on=None, is_active=True
    )
    is_hidden = step.status == S.WITHDRAWN
    link = reverse("received_list") if is_hidden else application.get_received_url()
    _write(kind, members, step, link)
    if step.status == S.EXPIRED and not members:
        _write(kind, _bureau_of(employer), step, _admin_page(application))


def _bureau_of(employer: Employer) -> Iterable[User]:
    return User.objects.filter(
        memberships__organization=employer.organization_id,
        memberships__left_on=None,
        is_active=True,
    )


def _admin_page(application: Application) -> str:
    return reverse("admin:jobs_application_change", args=[application.pk])


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
