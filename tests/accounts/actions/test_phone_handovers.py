"""A lost phone: one approver asks, another decides, the owner is told."""

import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.conftest import ProvedClient
from tests.factories import MembershipFactory, OrganizationFactory, RegionFactory, UserFactory
from tests.passkeys import SoftPasskey
from tongwulang.accounts.actions import closing, phone_handovers
from tongwulang.accounts.models import PhoneHandover
from tongwulang.outbox.models import Message, Refusal

pytestmark = pytest.mark.django_db

OLD, NEW = "+8613800138000", "+8613900139000"


def approver(**more):
    return MembershipFactory(role="approver", **more).user


@pytest.fixture
def owner(db):
    return UserFactory(phone=OLD)


def asked(owner, by, new_phone=NEW):
    return phone_handovers.request(person=owner, new_phone=new_phone, reason="已核对", by=by)


def test_two_approvers_hand_the_account_over(owner):
    SoftPasskey().on_record(owner)
    open_session = ProvedClient()
    open_session.force_login(owner)
    handover = asked(owner, approver())
    owner.refresh_from_db()
    assert str(owner.phone) == OLD
    assert open_session.get(reverse("account_home")).status_code == 200

    phone_handovers.approve(handover=handover, by=approver())

    owner.refresh_from_db()
    assert str(owner.phone) == NEW
    assert not Authenticator.objects.filter(user=owner).exists()
    assert open_session.get(reverse("account_home")).status_code == 302
    assert [message.kind for message in Message.objects.order_by("pk")] == [
        "phone_handover_requested",
        "phone_handover_done",
    ]


def test_one_approver_alone_cannot(owner):
    first = approver()
    handover = asked(owner, first)

    with pytest.raises(ValidationError, match="复核人不能是申请人"):
        phone_handovers.approve(handover=handover, by=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        PhoneHandover.objects.update(is_approved=True, decided_by=first, decided_at=timezone.now())


def test_clerk_seeker_and_former_approver_may_not(owner):
    handover = asked(owner, approver())
    for somebody in (
        MembershipFactory(role="clerk").user,
        UserFactory(),
        approver(left_on="2026-06-30"),
        owner,
    ):
        with pytest.raises(PermissionDenied):
            asked(UserFactory(), somebody)
        with pytest.raises(PermissionDenied):
            phone_handovers.approve(handover=handover, by=somebody)


def test_nobody_handles_their_own():
    own = approver()

    with pytest.raises(PermissionDenied):
        asked(own, own)


def test_staff_are_handled_at_their_own_bureau_only():
    clerk = MembershipFactory().user
    elsewhere = OrganizationFactory(region=RegionFactory(code="120114"))

    with pytest.raises(PermissionDenied):
        asked(clerk, approver(organization=elsewhere))
    assert asked(clerk, approver()).is_waiting


def test_platform_admin_is_handled_by_platform_admins_only(platform_admin):
    with pytest.raises(PermissionDenied):
        asked(platform_admin, approver())
    assert asked(platform_admin, UserFactory(is_superuser=True, is_staff=True)).is_waiting


def test_phone_of_another_account_is_refused_also_at_the_end(owner):
    UserFactory(phone="+8613700137000")
    with pytest.raises(ValidationError, match="另一个账号"):
        asked(owner, approver(), "+8613700137000")
    handover = asked(owner, approver())
    UserFactory(phone=NEW)

    with pytest.raises(ValidationError, match="另一个账号"):
        phone_handovers.approve(handover=handover, by=approver())


def test_decided_or_lapsed_one_is_not_approved(owner):
    handover = asked(owner, approver())
    with pytest.raises(ValidationError, match="待复核"):
        asked(owner, approver())
    phone_handovers.refuse(handover=handover, by=approver())
    with pytest.raises(ValidationError, match="已办结"):
        phone_handovers.approve(handover=handover, by=approver())

    second = asked(owner, approver())
    with time_machine.travel(timezone.now() + dt.timedelta(days=4)):
        with pytest.raises(ValidationError, match="超过三天"):
            phone_handovers.approve(handover=second, by=approver())
        assert asked(owner, approver()).is_waiting


def test_without_a_new_phone_only_the_second_factor_goes(owner):
    SoftPasskey().on_record(owner)
    handover = asked(owner, approver(), "")

    phone_handovers.approve(handover=handover, by=approver())

    owner.refresh_from_db()
    assert str(owner.phone) == OLD
    assert not Authenticator.objects.exists()


ADD = "admin:accounts_phonehandover_add"
LIST = "admin:accounts_phonehandover_changelist"


def test_approvers_do_it_in_the_admin(client, owner):
    first, second = approver(), approver()
    client.force_login(first)
    answer = client.post(
        reverse(ADD), {"account": "138 0013 8000", "new_phone": "13900139000", "reason": "已核对"}
    )
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    handover = PhoneHandover.objects.get()
    assert (handover.user, str(handover.new_phone), handover.requested_by) == (owner, NEW, first)
    decide = {"action": "approve", "_selected_action": handover.pk}
    client.post(reverse(LIST), decide)
    handover.refresh_from_db()
    assert handover.is_waiting

    client.force_login(second)
    page = client.get(reverse(LIST)).content.decode()
    assert "139****9000" in page
    assert "13900139000" not in page
    client.post(reverse(LIST), decide)

    owner.refresh_from_db()
    assert str(owner.phone) == NEW


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"account": "137 0013 7000"}, {"account": ["没有您可以办理的这个账号。"]}),
        ({"account": "nobody@example.invalid"}, {"account": ["没有您可以办理的这个账号。"]}),
        ({"reason": ""}, {"reason": ["该字段是必填项。"]}),
        ({"new_phone": "12"}, {"new_phone": ["请填写 11 位中国大陆手机号，如 138 0013 8000。"]}),
    ],
)
def test_wrong_input_is_named(client, owner, typed, error):
    client.force_login(approver())
    values = {"account": OLD, "new_phone": "", "reason": "已核对", **typed}

    assert client.post(reverse(ADD), values).context["adminform"].form.errors == error


def test_clerk_is_shown_nothing_of_it(client):
    client.force_login(MembershipFactory().user)

    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(reverse(ADD)).status_code == 403


def test_bureau_sees_only_what_its_own_asked_for(client, owner):
    foreign = OrganizationFactory(region=RegionFactory(code="120114"))
    handover = asked(owner, approver())
    other = approver(organization=foreign)

    assert list(PhoneHandover.objects.visible_to(other)) == []
    assert list(PhoneHandover.objects.visible_to(approver())) == [handover]


def test_nothing_of_it_outlasts_the_account(owner):
    handover = asked(owner, approver())
    Refusal.objects.create(user=owner, topic="applications", channel="sms")
    closing.close_account(person=owner)

    assert not PhoneHandover.objects.exists()
    assert not Refusal.objects.exists()
    with pytest.raises(ValidationError, match="停用或注销"):
        phone_handovers.approve(handover=handover, by=approver())
    with pytest.raises(ValidationError, match="停用或注销"):
        asked(owner, approver())


def test_account_that_was_ended_meanwhile_is_not_handed_over(owner):
    handover = asked(owner, approver())
    type(owner).objects.update(is_active=False)

    with pytest.raises(ValidationError, match="停用或注销"):
        phone_handovers.approve(handover=handover, by=approver())
    owner.refresh_from_db()
    assert str(owner.phone) == OLD
