"""Demo log-ins: one admin, one organizer a bureau, the password of this installation."""

import datetime as dt

import pytest

from tongwulang.accounts.models import Membership, User
from tongwulang.site.demo.people import ADMIN_EMAIL, ensure_people

TODAY = dt.date(2026, 3, 2)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_every_bureau_has_an_organizer():
    ensure_people("correct horse", today=TODAY)
    emails = set(Membership.objects.values_list("user__email", flat=True))
    assert emails == {
        "tongzhou-hr@demo.invalid",
        "tongzhou-veterans@demo.invalid",
        "wuqing-hr@demo.invalid",
        "wuqing-veterans@demo.invalid",
        "langfang-hr@demo.invalid",
        "langfang-veterans@demo.invalid",
    }
    assert Membership.objects.filter(user__is_superuser=True).count() == 0


def test_only_the_admin_runs_the_platform():
    people = ensure_people("correct horse", today=TODAY)
    assert [person.email for person in people if person.is_superuser] == [ADMIN_EMAIL]
    assert all(person.is_staff and person.phone is None for person in people)


def test_everyone_logs_in_with_the_password_given():
    people = ensure_people("correct horse", today=TODAY)
    assert all(person.check_password("correct horse") for person in people)


def test_running_again_changes_nothing():
    ensure_people("correct horse", today=TODAY)
    before = list(User.objects.order_by("pk").values())
    ensure_people("correct horse", today=TODAY)
    assert list(User.objects.order_by("pk").values()) == before
    assert Membership.objects.count() == 6


def test_a_new_password_replaces_the_old_one():
    ensure_people("correct horse", today=TODAY)
    ensure_people("battery staple", today=TODAY)
    admin = User.objects.get(email=ADMIN_EMAIL)
    assert (admin.check_password("battery staple"), admin.check_password("correct horse")) == (
        True,
        False,
    )


def test_without_a_password_nobody_new_can_log_in_and_nobody_is_locked_out():
    people = ensure_people(None, today=TODAY)
    assert not any(person.has_usable_password() for person in people)
    ensure_people("correct horse", today=TODAY)
    ensure_people(None, today=TODAY)
    assert User.objects.get(email=ADMIN_EMAIL).check_password("correct horse")
