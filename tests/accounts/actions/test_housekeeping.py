"""What is kept for limits and sessions is dropped when nothing looks at it any more."""

import datetime as dt

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.factories import UserFactory
from tongwulang.accounts.actions import phone_codes, sent_forms, sessions
from tongwulang.accounts.browsers import Asker
from tongwulang.accounts.models import AttemptTally, PhoneCode

pytestmark = pytest.mark.django_db


def test_codes_and_tallies_go_once_nothing_looks_at_them(settings):
    settings.DEMO = True
    phone_codes.send(phone="+8613800138000", purpose="login", asker=Asker("a", "b"))
    assert phone_codes.forget_stale() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6)):
        assert phone_codes.forget_stale() == 1
        assert (PhoneCode.objects.count(), AttemptTally.objects.count()) == (0, 2)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)):
        assert phone_codes.forget_stale() == 2


def test_sent_forms_go_after_a_day():
    sent_forms.once(by=UserFactory(), key="a", act=lambda: "/made/")

    assert sent_forms.forget_stale() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)):
        assert sent_forms.forget_stale() == 1


def test_ended_sessions_and_their_devices_go():
    person = UserFactory()
    now = timezone.now()
    for key, expires in (("open", now + dt.timedelta(hours=1)), ("over", now)):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
        UserSession.objects.create(user=person, session_key=key, ip="127.0.0.1", user_agent="x")

    assert sessions.forget_ended() == 2
    assert [row.session_key for row in UserSession.objects.all()] == ["open"]
    assert [row.session_key for row in Session.objects.all()] == ["open"]
