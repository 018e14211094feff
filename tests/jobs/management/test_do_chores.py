"""manage.py do_chores: what time alone makes due, once."""

from io import StringIO

import pytest
from django.core.management import call_command

from jobs.choices import ApplicationStatus as S
from jobs.models import Application
from tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


def test_overdue_application_expires_and_the_second_run_finds_nothing():
    ApplicationFactory(answer_by="2026-01-31")
    said = []
    for _ in range(2):
        output = StringIO()
        call_command("do_chores", stdout=output)
        said.append(output.getvalue().splitlines()[0])

    assert said == ["过期未答复的投递：1", "过期未答复的投递：0"]
    assert Application.objects.get().status == S.EXPIRED
