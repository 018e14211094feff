"""The platform admin's view of messages: what did not leave, and how messages read."""

import pytest
from django.urls import reverse

from tests.factories import UserFactory
from tests.outbox.letters import write
from tongwulang.outbox.choices import DeliveryStatus
from tongwulang.outbox.models import Delivery
from tongwulang.outbox.wording import wordings

pytestmark = pytest.mark.django_db

LIST = "admin:outbox_delivery_changelist"


@pytest.fixture
def desk(client, platform_admin):
    client.force_login(platform_admin)
    return client


def deliveries_to(count):
    for number in range(count):
        write(UserFactory(phone=f"+86138001380{number:02}"), once=f"event:{number}")
    return list(Delivery.objects.all())


def test_addresses_are_masked_and_what_was_said_is_not_shown(desk, li):
    message = write(li, employer="某某公司")

    pages = [desk.get(reverse(LIST)).content.decode()]
    for delivery in message.deliveries.all():
        url = reverse("admin:outbox_delivery_change", args=[delivery.pk])
        pages.append(desk.get(url).content.decode())

    for page in pages:
        assert "138****8000" in page or "l***@example.invalid" in page
        for secret in ("13800138000", "li@example", "某某公司", "李雷"):
            assert secret not in page


@pytest.mark.parametrize("count", [1, 30])
def test_list_costs_the_same_for_one_and_thirty(desk, count, django_assert_num_queries):
    deliveries_to(count)

    with django_assert_num_queries(5):
        desk.get(reverse(LIST))


def test_list_of_the_dead_holds_what_failed_or_is_uncertain(desk):
    found = deliveries_to(3)
    for delivery, status in zip(found, DeliveryStatus, strict=True):
        delivery.status = status
        delivery.leased_until = "2026-11-26T00:00:00Z" if status == "sending" else None
        delivery.save()

    page = desk.get(reverse(LIST), {"dead": "1"})

    statuses = {delivery.status for delivery in page.context["cl"].result_list}
    assert statuses == {DeliveryStatus.FAILED, DeliveryStatus.UNCERTAIN}


def test_dead_ones_are_sent_again_and_others_left_alone(desk):
    dead, other = deliveries_to(1)
    Delivery.objects.filter(pk=dead.pk).update(status=DeliveryStatus.FAILED, attempts=8)
    Delivery.objects.filter(pk=other.pk).update(status=DeliveryStatus.SENT, attempts=1)

    chosen = {"action": "send_again", "_selected_action": [dead.pk, other.pk]}
    page = desk.post(reverse(LIST), chosen, follow=True).content.decode()

    assert "1 条将重新发送。" in page
    assert "1 条没有失败、不是结果不明，或链接已过期，未改动。" in page
    dead.refresh_from_db()
    other.refresh_from_db()
    assert (dead.status, dead.attempts, other.status) == ("waiting", 0, "sent")


def test_every_kind_is_shown_with_its_sample_values(desk):
    page = desk.get(reverse("admin:outbox_delivery_wordings")).content.decode()

    for wording in wordings().values():
        assert wording.label in page
    assert "演示单位（廊坊）第 3 号邀请您面试：仓储管理员" in page
    assert "验证码246813，5分钟内有效。" in page
    assert "{" not in page.split('class="wording"', 1)[1].split("</section>")[0]
