"""What an employer's person does at the 企业工作台."""

from django.urls import reverse

from jobs.actions import applications
from tests.factories import (
    NoticeFactory,
    SeekerFactory,
)

NAME, PHONE = "欧阳建国", "138 0013 8000"


LIST = reverse("received_list")


def applied(posting, seeker=None, fields=("name", "phone")):
    seeker = seeker or SeekerFactory()
    return applications.apply(
        applicant=seeker,
        posting=posting,
        fields=fields,
        notice=NoticeFactory(kind="application"),
        by=seeker.user,
    )


def page(client, application):
    return client.get(reverse("received_detail", args=[application.pk]))


def html_of(client, application):
    return page(client, application).content.decode()


def done(client, act, application, **values):
    return client.post(reverse(f"received_{act}", args=[application.pk]), values)


def listed(client, **query):
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return [one.pk for one in answer.context["page"]]


def is_gone(client, application):
    """Neither in any list nor to be opened, answered or downloaded."""
    return listed(client, status="all") == [] and {
        page(client, application).status_code,
        done(client, "open", application).status_code,
        done(client, "resume", application).status_code,
        done(client, "answer", application, status="declined", reason="pay").status_code,
    } == {404}
