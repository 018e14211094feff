"""企业工作台: what is not there, and what was asked wrongly, is said to an employer's member."""

import re

import pytest
from django.urls import reverse

from jobs.actions import applications
from tests.factories import ApplicationFactory, EmployerMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client):
    client.force_login(EmployerMemberFactory().user)
    return client


def test_same_is_said_of_what_was_withdrawn_what_is_anothers_and_what_never_was(client):
    withdrawn, foreign = ApplicationFactory(), ApplicationFactory()
    EmployerMemberFactory(
        employer=withdrawn.posting.employer, user=client.get("/").wsgi_request.user
    )
    applications.withdraw_application(application=withdrawn, by=withdrawn.applicant.user)

    answers = [
        client.get(reverse("received_detail", args=[pk]))
        for pk in (withdrawn.pk, foreign.pk, 10**9)
    ]
    said = {
        re.search("<main.*</main>", answer.content.decode(), re.DOTALL)[0] for answer in answers
    }

    assert {answer.status_code for answer in answers} == {404}
    assert len(said) == 1
    assert "求职者可能已经撤回" in said.pop()


def test_unknown_state_is_named(client):
    answer = client.get(reverse("received_list"), {"status": "withdrawn"})

    assert "状态：" in answer.content.decode()
