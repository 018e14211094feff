"""People and bureaus: who may log in, and when a right ends."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import MembershipFactory, OrganizationFactory, UserFactory
from tongwulang.accounts.models import Organization, User

pytestmark = pytest.mark.django_db


def test_user_needs_email_or_phone():
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(email="")


def test_two_people_may_have_no_email():
    User.objects.create_user(phone="+8613800138000")
    User.objects.create_user(phone="+8613800138001")

    assert User.objects.filter(email=None).count() == 2


def test_platform_admin_can_log_in(client):
    User.objects.create_superuser("admin@example.invalid", "a-long-passphrase")

    assert client.login(email="admin@example.invalid", password="a-long-passphrase")


def test_one_bureau_of_a_kind_per_region():
    bureau = OrganizationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Organization.objects.create(region=bureau.region, kind="hr", name="另一个")
    Organization.objects.create(region=bureau.region, kind="other", name="第三个")
    Organization.objects.create(region=bureau.region, kind="other", name="第四个")


def test_leaving_a_bureau_ends_the_membership_at_once():
    membership = MembershipFactory()
    user = membership.user
    assert list(Organization.objects.of_member(user)) == [membership.organization]

    membership.left_on = "2026-11-23"
    membership.save()

    assert list(Organization.objects.of_member(user)) == []


def test_inactive_member_has_no_organization():
    membership = MembershipFactory(user=UserFactory(is_active=False))

    assert list(Organization.objects.of_member(membership.user)) == []
