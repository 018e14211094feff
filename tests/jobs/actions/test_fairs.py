"""A fair's way: published with its plans and a host, held, or cancelled."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from jobs.actions import fairs
from jobs.choices import FairStatus
from jobs.models import Fair
from jobs.transitions import TransitionRefusedError
from tests.factories import FairFactory, OrganizationFactory, VenueFactory

pytestmark = pytest.mark.django_db


def test_fair_is_published_with_its_plans_and_host_then_held(platform_admin):
    fair = FairFactory(status="draft")
    fair.hosts.create(organization=OrganizationFactory())

    fairs.move_fair(fair=fair, status=FairStatus.PUBLISHED, by=platform_admin)
    assert list(Fair.objects.announced()) == [fair]
    fairs.move_fair(fair=fair, status=FairStatus.HELD, by=platform_admin)

    fair.refresh_from_db()
    assert (fair.status, fair.decided_by) == ("held", platform_admin)


def test_publishing_names_everything_that_is_lacking(platform_admin):
    fair = FairFactory(
        name="春季专场", status="draft", emergency_plan_on=None, security_plan_on=None
    )

    with pytest.raises(ValidationError) as refusal:
        fairs.move_fair(fair=fair, status=FairStatus.PUBLISHED, by=platform_admin)

    assert refusal.value.messages == [
        "“春季专场”不能发布：缺少应急预案备案日期、安全保卫方案备案日期、主办单位。"
    ]
    assert list(Fair.objects.announced()) == []


@pytest.mark.parametrize(
    ("facts", "lacking"),
    [
        ({"expected_visitors": None}, "廊坊会场的预计人数"),
        ({"expected_visitors": 999}, None),
        ({"expected_visitors": 1000}, "廊坊会场的安全许可文号，或无须许可的依据"),
        ({"expected_visitors": 1000, "permit_number": "廊公许〔2027〕1号"}, None),
        ({"expected_visitors": 1000, "exemption": "市政府直接举办"}, None),
    ],
)
def test_large_hall_needs_a_permit_or_the_ground_for_none(platform_admin, facts, lacking):
    fair = FairFactory(name="春季专场", status="draft")
    fair.hosts.create(organization=OrganizationFactory())
    VenueFactory(fair=fair, name="廊坊会场", **facts)

    if lacking is None:
        fairs.move_fair(fair=fair, status=FairStatus.PUBLISHED, by=platform_admin)
    else:
        with pytest.raises(ValidationError) as refusal:
            fairs.move_fair(fair=fair, status=FairStatus.PUBLISHED, by=platform_admin)
        assert refusal.value.messages == [f"“春季专场”不能发布：缺少{lacking}。"]

    assert Fair.objects.announced().exists() == (lacking is None)


def test_database_refuses_a_published_fair_without_plans():
    with pytest.raises(IntegrityError), transaction.atomic():
        FairFactory(security_plan_on=None)


def test_cancelled_is_what_was_announced_before(platform_admin):
    fair, draft = FairFactory(status="draft"), FairFactory(status="draft")
    fair.hosts.create(organization=OrganizationFactory())
    published = fairs.move_fair(fair=fair, status=FairStatus.PUBLISHED, by=platform_admin)
    assert published.announced_at == published.decided_at

    for one in (fair, draft):
        fairs.move_fair(fair=one, status=FairStatus.CANCELLED, by=platform_admin)
    assert list(Fair.objects.called_off()) == [fair]


def test_cancelled_fair_stays_cancelled(platform_admin):
    fair = FairFactory(starts_on=dt.date(2027, 3, 1))

    fairs.move_fair(fair=fair, status=FairStatus.CANCELLED, by=platform_admin)

    with pytest.raises(TransitionRefusedError):
        fairs.move_fair(fair=fair, status=FairStatus.PUBLISHED, by=platform_admin)


def test_platform_admin_publishes_from_the_list_and_organizers_cannot(
    client, platform_admin, langfang_organizer
):
    fair = FairFactory(status="draft")
    fair.hosts.create(organization=OrganizationFactory())
    chosen = {"action": "publish", "_selected_action": [fair.pk]}
    url = reverse("admin:jobs_fair_changelist")

    client.force_login(langfang_organizer)
    client.post(url, chosen)
    assert list(Fair.objects.announced()) == []
    client.force_login(platform_admin)
    client.post(url, chosen)
    assert list(Fair.objects.announced()) == [fair]
