"""Workers side by side: each delivery is taken by one of them."""

import threading

import pytest
from django.db import connection

from tests.factories import DeliveryFactory
from tests.races import FREE
from tongwulang.outbox.actions import deliveries
from tongwulang.outbox.choices import DeliveryStatus
from tongwulang.outbox.models import Delivery

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

WORKERS = 4


@pytest.fixture(autouse=True)
def _by_day(settings):
    settings.QUIET_HOURS = ""


def taken_by_all():
    """How often each delivery is taken when all workers reach for them at the same moment."""
    found = [each.pk for each in DeliveryFactory.create_batch(10)]
    all_ready = threading.Barrier(WORKERS)
    taken = []

    def work():
        all_ready.wait(FREE)
        while (delivery := deliveries.claim()) is not None:
            taken.append(delivery.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [taken.count(pk) for pk in found]


def test_without_the_condition_one_is_taken_by_several(monkeypatch):
    looked = threading.Barrier(WORKERS)

    def take(pk, now):
        # All have seen it waiting before the first of them marks it.
        looked.wait(FREE)
        Delivery.objects.filter(pk=pk).update(status="sending", leased_until=now)
        return True

    monkeypatch.setattr(deliveries, "take", take)

    assert taken_by_all() == [WORKERS] * 10


def test_each_is_taken_by_one():
    assert taken_by_all() == [1] * 10
    assert {each.status for each in Delivery.objects.all()} == {DeliveryStatus.SENDING}
