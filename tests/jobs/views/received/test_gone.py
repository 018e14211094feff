"""企业工作台: what is not there is said to an employer's member in words that tell nothing."""

import re

import pytest
from django.urls import reverse

from jobs.actions import applications
from tests.factories import ApplicationFactory
from tests.jobs.views.received.desk import LIST

pytestmark = pytest.mark.django_db


def test_same_is_said_of_what_was_withdrawn_what_is_anothers_and_what_never_was(
    client, application
):
    applications.withdraw_application(application=application, by=application.applicant.user)

    answers = [
        client.get(reverse("received_detail", args=[pk]))
        for pk in (application.pk, ApplicationFactory().pk, 10**9)
    ]
    said = {
        re.search("<main.*</main>", answer.content.decode(), re.DOTALL)[0] for answer in answers
    }

    assert {answer.status_code for answer in answers} == {404}
    assert len(said) == 1
    assert "求职者可能已经撤回" in said.pop()


def test_unknown_state_is_named(client):
    assert "状态：" in client.get(LIST, {"status": "withdrawn"}).content.decode()
