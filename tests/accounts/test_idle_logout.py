"""A desk that was left is closed; a seeker's phone is not."""

import time

import pytest
import time_machine
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

HOME = "account_home"


def is_in(client):
    return client.get(reverse(HOME)).status_code == 200


def test_organizer_is_logged_out_after_half_an_hour_without_a_request(client, langfang_organizer):
    start = time.time()
    with time_machine.travel(start, tick=False):
        client.force_login(langfang_organizer)
        assert is_in(client)
    with time_machine.travel(start + 1801, tick=False):
        answer = client.get(reverse("admin:index") + "?a=1")
        assert answer["Location"] == "/account/login/?next=/admin/%3Fa%3D1"
        assert "超过 30 分钟没有操作" in client.get(answer["Location"]).content.decode()
        assert not is_in(client)


def test_form_of_a_desk_that_was_left_is_not_acted_on(client, langfang_organizer):
    start = time.time()
    with time_machine.travel(start, tick=False):
        client.force_login(langfang_organizer)
        assert is_in(client)
    with time_machine.travel(start + 1801, tick=False):
        answer = client.post(reverse("account_devices"), {"all": ""})

    assert answer["Location"].startswith(reverse("account_login"))
    langfang_organizer.refresh_from_db()
    assert langfang_organizer.session_epoch == 0


def test_organizer_who_goes_on_working_stays(client, langfang_organizer):
    start = time.time()
    for minute in range(0, 120, 29):
        with time_machine.travel(start + minute * 60, tick=False):
            if minute == 0:
                client.force_login(langfang_organizer)
            assert is_in(client)


def test_seeker_stays_logged_in(client):
    start = time.time()
    with time_machine.travel(start, tick=False):
        client.force_login(UserFactory())
        assert is_in(client)
    with time_machine.travel(start + 3600, tick=False):
        assert is_in(client)


def test_last_request_is_noted_once_a_minute(client, langfang_organizer):
    start = time.time()
    with time_machine.travel(start, tick=False):
        client.force_login(langfang_organizer)
        assert is_in(client)
    for second, noted in ((59, start), (61, start + 61)):
        with time_machine.travel(start + second, tick=False):
            assert is_in(client)
            assert client.session["last_seen"] == noted
