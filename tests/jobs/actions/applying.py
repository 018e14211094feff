"""Applying, and what is read of it afterwards."""

from jobs.actions import applications
from jobs.choices import ApplicationStatus as S
from jobs.models.handover import FIELDS
from tests.factories import (
    NoticeFactory,
    PostingFactory,
)
from tongwulang.outbox.models import Message

ALL = tuple(FIELDS)


def apply(seeker, posting=None, fields=ALL):
    return applications.apply(
        applicant=seeker,
        posting=posting or PostingFactory(),
        fields=fields,
        notice=NoticeFactory(kind="application"),
        by=seeker.user,
    )


def steps_of(application):
    return list(application.steps.values_list("status", "reason", "by"))


def offered(seeker, by):
    application = apply(seeker)
    applications.mark_viewed(application=application, by=by)
    return applications.advance_application(application=application, status=S.OFFERED, by=by)


def told(person):
    return list(Message.objects.filter(recipient=person).values_list("kind", flat=True))
