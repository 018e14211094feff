"""manage.py generate_demo where it has no ground: an empty database, and production."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tongwulang.accounts.models import User
from tongwulang.site.demo.people import ensure_people


@pytest.mark.django_db
def test_without_seeds_it_says_what_to_run_first():
    with pytest.raises(CommandError, match="load_seeds"):
        call_command("generate_demo")


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_in_production_it_refuses_and_makes_nobody(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="这是正式环境（DEMO 未开启），不能生成演示数据。"):
        call_command("generate_demo", postings=10, password="correct horse")
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_in_production_no_door_makes_the_demo_log_ins(settings):
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured, match="DEMO"):
        ensure_people("correct horse", today=None)
    assert not User.objects.exists()
