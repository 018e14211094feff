"""Log out everywhere, one device, and what ends when somebody leaves a bureau."""

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from tests.conftest import ProvedClient, organizer_of
from tests.factories import MembershipFactory, OrganizationFactory
from tongwulang.accounts.models import Membership

pytestmark = pytest.mark.django_db

PHONES_AGENT = "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile MicroMessenger/8.0"


def device(person, agent="Mozilla/5.0 (Windows NT 10.0) Chrome/120", **options):
    """A browser in which the person is logged in, listed as a device."""
    client = ProvedClient(headers={"user-agent": agent})
    client.force_login(person, **options)
    UserSession.objects.create(
        user=person, session_key=client.session.session_key, ip="127.0.0.1", user_agent=agent
    )
    return client


def is_in(client):
    return client.get(reverse("account_home")).status_code == 200


def test_devices_are_listed_in_words_the_present_one_first(seeker, langfang_organizer):
    device(langfang_organizer)
    here = device(seeker)
    device(seeker, PHONES_AGENT)

    listed = here.get(reverse("account_devices")).context["devices"]

    assert [(each.name, each.is_current) for each in listed] == [
        ("Windows 电脑 · Chrome", True),
        ("安卓手机 · 微信", False),
    ]


def test_one_device_is_logged_out(seeker):
    here, there = device(seeker), device(seeker)
    listed = here.get(reverse("account_devices")).context["devices"]

    here.post(reverse("account_devices"), {"device": listed[1].row.pk})

    assert (is_in(here), is_in(there)) == (True, False)


@pytest.mark.parametrize("key", ["0", "x", "", "9" * 30])
def test_device_of_nobody_is_not_there(seeker, key):
    assert device(seeker).post(reverse("account_devices"), {"device": key}).status_code == 404


def test_device_of_somebody_else_is_not_there(seeker, langfang_organizer):
    foreign = device(langfang_organizer)
    row = UserSession.objects.get(user=langfang_organizer)

    assert device(seeker).post(reverse("account_devices"), {"device": row.pk}).status_code == 404
    assert is_in(foreign)


def test_log_out_everywhere_ends_also_what_no_list_knows(seeker):
    here, there, unlisted = device(seeker), device(seeker), ProvedClient()
    unlisted.force_login(seeker)

    here.post(reverse("account_devices"), {"all": "1"})

    assert [is_in(client) for client in (here, there, unlisted)] == [False, False, False]


def test_devices_cost_the_same_queries_for_one_and_thirty(seeker, django_assert_num_queries):
    here = device(seeker)
    for count in (0, 29):
        for _ in range(count):
            device(seeker)
        with django_assert_num_queries(3):
            assert here.get(reverse("account_devices")).status_code == 200


def leave_by_the_admin(platform_admin, membership):
    client = ProvedClient()
    client.force_login(platform_admin)
    values = {
        "user": membership.user_id,
        "organization": membership.organization_id,
        "role": "clerk",
        "joined_on": "2026-01-05",
        "left_on": "2026-11-24",
    }
    url = reverse("admin:accounts_membership_change", args=[membership.pk])
    answer = client.post(url, values)
    assert answer.status_code == 302, answer.context["adminform"].form.errors


def test_leaving_ends_open_sessions_and_every_right_at_once(platform_admin):
    membership = MembershipFactory()
    person = membership.user
    open_session = device(person)
    assert open_session.get(reverse("admin:jobs_posting_changelist")).status_code == 200

    leave_by_the_admin(platform_admin, membership)

    assert not is_in(open_session)
    person.refresh_from_db()
    assert not person.is_staff
    back = device(person)
    assert back.get(reverse("admin:jobs_posting_changelist")).status_code == 302
    assert back.get("/admin/login/").status_code == 403


def test_leaving_one_of_two_bureaus_keeps_the_other(platform_admin):
    first = MembershipFactory()
    second = MembershipFactory(user=first.user, organization=OrganizationFactory(kind="veterans"))
    open_session = device(first.user)

    leave_by_the_admin(platform_admin, first)

    assert not is_in(open_session)
    first.user.refresh_from_db()
    assert first.user.is_staff
    assert list(Membership.objects.of(first.user)) == [second]


def test_member_who_is_not_staff_has_no_right_of_the_bureau():
    membership = MembershipFactory(user__is_staff=False)

    assert list(Membership.objects.of(membership.user)) == []


def test_approver_is_told_from_clerk():
    clerk = organizer_of("131000")
    approver = MembershipFactory(role="approver")
    bureaus = type(approver.organization).objects

    assert list(bureaus.of_approver(approver.user)) == [approver.organization]
    assert list(bureaus.of_approver(clerk)) == []
    assert list(Membership.objects.current().approvers()) == [approver]
