"""Requests are counted over all processes together, and never are more granted than the limit."""

import threading

import pytest
import time_machine
from django.db import connection

from jobs.api.limits import Limits
from jobs.models import RequestWindow

pytestmark = pytest.mark.django_db


@pytest.fixture
def narrow(settings):
    settings.API_REQUESTS_PER_MINUTE = 5


def statuses(integrator, times, **headers):
    return [integrator.ask("regions/", headers=headers).status_code for _ in range(times)]


def test_limit_with_headers(integrator, narrow):
    with time_machine.travel("2026-11-24T08:00:20Z", tick=False):
        first = integrator.ask("regions/")
        assert statuses(integrator, 5) == [200, 200, 200, 200, 429]
        refused = integrator.ask("regions/")

    said = {name: first[name] for name in first.headers if name.startswith("RateLimit")}
    assert said == {"RateLimit-Limit": "5", "RateLimit-Remaining": "4", "RateLimit-Reset": "40"}
    assert (refused["Retry-After"], refused["RateLimit-Remaining"]) == ("40", "0")
    assert refused.json()["errors"][0]["code"] == "throttled"


def test_the_next_minute_is_a_new_one(integrator, narrow):
    with time_machine.travel("2026-11-24T08:00:20Z", tick=False):
        assert statuses(integrator, 6)[-1] == 429
    with time_machine.travel("2026-11-24T08:01:00Z", tick=False):
        assert statuses(integrator, 1) == [200]


def test_processes_share_the_limit(settings):
    """Each takes lots of its own from the one counter."""
    settings.API_REQUESTS_PER_MINUTE = 240
    processes = [Limits() for _ in range(4)]

    with time_machine.travel("2026-11-24T08:00:20Z", tick=False):
        granted = sum(processes[n % 4].ask("someone").is_allowed for n in range(400))

    assert granted == 240


def test_most_requests_write_nothing(settings, django_assert_num_queries):
    settings.API_REQUESTS_PER_MINUTE = 600
    process = Limits()
    with time_machine.travel("2026-11-24T08:00:20Z", tick=False), django_assert_num_queries(11):
        # Ten lots of ten, and once the old windows are removed.
        assert all(process.ask("someone").is_allowed for _ in range(100))


def test_callers_are_told_apart_and_their_addresses_are_not_kept(client, narrow):
    with time_machine.travel("2026-11-24T08:00:20Z", tick=False):
        for address in ("192.0.2.1", "192.0.2.2"):
            answers = [client.get("/api/v1/regions/", REMOTE_ADDR=address) for _ in range(6)]
            assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert not RequestWindow.objects.filter(caller__contains="192.0.2").exists()


def test_a_made_up_address_does_not_get_more(integrator, narrow):
    with time_machine.travel("2026-11-24T08:00:20Z", tick=False):
        found = [
            integrator.ask("regions/", headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code
            for n in range(6)
        ]

    assert found == [200] * 5 + [429]


def test_behind_a_proxy_the_address_it_saw_counts(integrator, narrow, settings):
    settings.TRUSTED_PROXIES = 1
    with time_machine.travel("2026-11-24T08:00:20Z", tick=False):
        for client in ("192.0.2.1", "192.0.2.2"):
            found = [
                integrator.ask(
                    "regions/", headers={"X-Forwarded-For": f"198.51.100.{n}, {client}"}
                ).status_code
                for n in range(6)
            ]
            assert found == [200] * 5 + [429]


def test_old_windows_are_removed(settings):
    with time_machine.travel("2026-11-24T08:00:20Z", tick=False):
        Limits().ask("someone")
    with time_machine.travel("2026-11-24T09:00:20Z", tick=False):
        Limits().ask("someone")

    assert RequestWindow.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_at_once_no_more_are_granted_than_the_limit():
    granted = []

    def take():
        granted.append(RequestWindow.objects.take("someone", 1, 3, 100)[0])
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(granted) == 100
