"""A proved e-mail can be taken out again by whoever comes in by phone."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from tests.factories import UserFactory
from tests.outbox.letters import send_all
from tongwulang.accounts.actions.email_accounts import vouch_for_email

pytestmark = pytest.mark.django_db


def removed(client, person):
    vouch_for_email(person=person)
    client.force_login(person)
    client.post(reverse("account_email"), {"action_remove": "", "email": person.email})
    person.refresh_from_db()
    return not EmailAddress.objects.filter(user=person).exists() and person.email is None


def test_any_number_of_people_with_a_phone_take_theirs_out(client):
    for number in range(2):
        assert removed(client, UserFactory(phone=f"+861380013800{number}"))


def test_last_way_in_stays(client):
    assert not removed(client, UserFactory(phone=None))


def test_owner_of_the_last_one_is_told_at_that_address(client, mailoutbox):
    assert removed(client, UserFactory(phone="+8613800138000", email="li@example.invalid"))
    send_all()

    [letter] = mailoutbox
    assert letter.to == ["li@example.invalid"]
    assert "移除" in letter.body


def test_only_way_in_offers_no_button_that_is_refused(client):
    person = UserFactory(phone=None, email="li@example.invalid")
    vouch_for_email(person=person)
    client.force_login(person)

    page = client.get(reverse("account_email")).content.decode()

    assert "action_remove" not in page
    assert "只有这一个邮箱可以登录，不能移除" in page
