"""Production (DEMO off) gets neither demo content nor demo log-ins."""

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tongwulang.accounts.models import User
from tongwulang.site.demo.people import ensure_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture(autouse=True)
def in_production(settings):
    settings.DEMO = False


def test_the_command_refuses_and_makes_nobody():
    with pytest.raises(CommandError, match="这是正式环境（DEMO 未开启），不能生成演示数据。"):
        call_command("generate_demo", postings=10, password="correct horse")
    assert not User.objects.exists()


def test_no_other_door_makes_the_log_ins():
    with pytest.raises(ImproperlyConfigured, match="DEMO"):
        ensure_people("correct horse", today=dt.date(2026, 3, 2))
    assert not User.objects.exists()
