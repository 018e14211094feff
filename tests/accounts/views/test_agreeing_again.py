"""Whoever takes back the consent to having an account is out at once, and agrees to come in."""

import pytest
from django.urls import reverse

from tests.accounts.views.test_email_login import PASSWORD, log_in
from tests.agreeing import ticked
from tests.conftest import ProvedClient
from tests.factories import NoticeFactory, UserFactory
from tongwulang.accounts.actions import consents
from tongwulang.accounts.actions.email_accounts import vouch_for_email
from tongwulang.accounts.models import Consent

pytestmark = pytest.mark.django_db

HOME, AGREE = reverse("account_home"), reverse("account_agree")


@pytest.fixture
def person():
    person = UserFactory(email="li@example.invalid")
    person.set_password(PASSWORD)
    person.save()
    vouch_for_email(person=person)
    consents.agree(user=person, notice=NoticeFactory())
    consents.agree(user=person, notice=NoticeFactory(version=2))
    return person


def withdraw(client, consent):
    return client.post(reverse("account_consent_withdraw", args=[consent.pk]), follow=True)


def is_in(client):
    return client.get(HOME).status_code == 200


def test_taking_it_back_ends_every_version_and_every_session(client, person):
    elsewhere = ProvedClient()
    for browser in (client, elsewhere):
        assert log_in(browser)["Location"] == HOME
    page = withdraw(client, Consent.objects.earliest("pk"))

    assert "并在所有设备上退出登录" in page.content.decode()
    assert not Consent.objects.in_force().exists()
    assert (is_in(client), is_in(elsewhere)) == (False, False)


def test_next_log_in_asks_and_lets_nobody_in_before(client, person):
    log_in(client)
    withdraw(client, Consent.objects.earliest("pk"))

    assert log_in(client)["Location"] == AGREE
    assert not is_in(client)
    assert "第 2 版" in client.get(AGREE).content.decode()
    refused = client.post(AGREE).content.decode()
    assert "请先阅读并同意" in refused
    assert not is_in(client)

    assert client.post(AGREE, {"agreed": ticked()})["Location"] == HOME
    assert is_in(client)
    assert Consent.objects.in_force().get().notice.version == 2
    client.logout()
    assert log_in(client)["Location"] == HOME


def test_whoever_never_agreed_or_agrees_is_not_asked(client, person):
    assert log_in(client)["Location"] == HOME
    client.logout()
    Consent.objects.all().delete()
    assert log_in(client)["Location"] == HOME


def test_another_kind_or_person_s_consent_logs_nobody_out(client, person):
    log_in(client)
    application = consents.agree(user=person, notice=NoticeFactory(kind="application"))
    withdraw(client, application)
    stranger = consents.agree(user=UserFactory(), notice=NoticeFactory())

    assert withdraw(client, stranger).status_code == 404
    assert is_in(client)


def test_nobody_without_a_log_in_under_way_has_anything_to_do_there(client):
    NoticeFactory()

    for answer in (client.get(AGREE), client.post(AGREE, {"agreed": ticked()})):
        assert answer["Location"] == reverse("account_login")
    assert not Consent.objects.exists()
