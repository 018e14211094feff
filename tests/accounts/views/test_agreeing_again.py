"""Whoever takes back the consent to having an account is out at once, and agrees to come in."""

import json

import pytest
from django.urls import reverse

from tests.accounts.conftest import PHONE
from tests.accounts.views.phone_screen import ask, enter
from tests.accounts.views.test_email_login import PASSWORD, log_in
from tests.agreeing import ticked
from tests.conftest import ProvedClient
from tests.factories import NoticeFactory, UserFactory
from tests.passkeys import SoftPasskey
from tongwulang.accounts.actions import consents
from tongwulang.accounts.actions.email_accounts import vouch_for_email
from tongwulang.accounts.models import Consent, User

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


def taken_back(person):
    consents.withdraw_privacy(consent=Consent.objects.earliest("pk"), by=person)


def test_phone_door_leads_there_too(client, person, sent_codes):
    person.phone = PHONE
    person.save()
    taken_back(person)
    ask(client)

    assert enter(client, sent_codes()[0])["Location"] == AGREE
    assert not is_in(client)
    assert client.post(AGREE, {"agreed": ticked()})["Location"] == HOME
    assert is_in(client)


def test_phone_door_with_the_box_ticked_is_enough(client, person, sent_codes):
    person.phone = PHONE
    person.save()
    taken_back(person)
    ask(client)

    assert enter(client, sent_codes()[0], agreed=ticked())["Location"] == HOME
    assert is_in(client)


def test_passkey_leads_there_too(client, person):
    key = SoftPasskey()
    row = key.on_record(person)
    row.data["passwordless"] = True
    row.save()
    taken_back(person)
    begin = reverse("mfa_login_webauthn")
    options = client.get(begin, headers={"accept": "application/json"}).json()
    challenge = options["request_options"]["publicKey"]["challenge"]

    answer = client.post(begin, {"credential": json.dumps(key.assertion(challenge))})

    assert answer["Location"] == AGREE
    assert not is_in(client)


def test_before_agreeing_ones_data_are_taken_home_and_nothing_else(client, person):
    taken_back(person)
    log_in(client)
    page = client.get(AGREE).content.decode()
    assert reverse("my_data") in page
    assert reverse("my_data_delete") in page

    for name, args in (("my_data", []), ("my_data_download", ["json"])):
        answer = client.get(reverse(name, args=args))
        assert "li@example.invalid" in answer.content.decode()
    for name in ("profile_detail", "application_list", "account_home"):
        assert client.get(reverse(name)).status_code == 302
    assert client.get(AGREE).status_code == 200


def test_before_agreeing_everything_is_deleted(client, person):
    taken_back(person)
    log_in(client)
    delete = reverse("my_data_delete")
    assert client.get(delete).status_code == 200
    assert "请先勾选" in client.post(delete).content.decode()

    assert "已删除" in client.post(delete, {"understood": "on"}).content.decode()

    assert not User.objects.filter(email="li@example.invalid").exists()
    assert client.get(AGREE)["Location"] == reverse("account_login")
    assert client.get(delete).status_code == 302


def test_second_factor_comes_before_it(client, person):
    taken_back(person)
    SoftPasskey().on_record(person)

    assert log_in(client)["Location"] == reverse("mfa_authenticate")
    for name in ("my_data", "my_data_delete", "account_agree"):
        assert client.get(reverse(name)).status_code == 302


def test_account_that_was_closed_meanwhile_agrees_to_nothing(client, person):
    taken_back(person)
    log_in(client)
    User.objects.update(is_active=False)

    assert client.post(AGREE, {"agreed": ticked()})["Location"] == reverse("account_login")
    assert not Consent.objects.in_force().exists()
    assert not is_in(client)


def test_taking_back_what_has_ended_says_so(client, person):
    first = Consent.objects.earliest("pk")
    consents.withdraw(consent=first, by=person)
    log_in(client)

    page = client.post(reverse("account_consent_withdraw", args=[first.pk]), follow=True)

    assert "这项同意早已撤回" in page.content.decode()
    assert is_in(client)
