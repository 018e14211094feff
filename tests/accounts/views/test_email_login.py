"""E-mail and password: log-in, sign-up, reset, and what strangers cannot do or see."""

import re
import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db.models.signals import post_save
from django.urls import reverse

from tests.agreeing import ticked
from tests.conftest import ProvedClient
from tests.factories import NoticeFactory, UserFactory
from tests.outbox.letters import send_all
from tongwulang.accounts.actions.email_accounts import vouch_for_email
from tongwulang.accounts.models import Consent, User
from tongwulang.outbox.models import Delivery, SealedLetter

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


class CountedHasher(PBKDF2PasswordHasher):
    """One round, and a count of how often: what the time of an answer is made of."""

    iterations = 1
    calls = 0

    def encode(self, password, salt, iterations=None):
        type(self).calls += 1
        return super().encode(password, salt, iterations)

    def harden_runtime(self, password, encoded):
        """Nothing to even out."""


@pytest.fixture(autouse=True)
def counted_hasher(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]
    CountedHasher.calls = 0
    return CountedHasher


@pytest.fixture
def person(db, counted_hasher):
    person = UserFactory(email="li@example.invalid")
    person.set_password(PASSWORD)
    person.save()
    vouch_for_email(person=person)
    counted_hasher.calls = 0
    return person


@pytest.fixture
def posted(mailoutbox):
    """The letters that the worker has sent by now."""

    def read():
        send_all()
        return mailoutbox

    return read


def log_in(client, email="li@example.invalid", password=PASSWORD, **more):
    return client.post(
        reverse("account_email_login"), {"login": email, "password": password, **more}
    )


def sign_up(client, email, **more):
    values = {"email": email, "password1": PASSWORD, "agreed": ticked(), **more}
    return client.post(reverse("account_signup"), values)


def said(answer):
    """What a page says, without what differs every time."""
    return re.sub(r'value="[\w-]{64}"', "", answer.content.decode())


def test_log_in(client, person):
    assert log_in(client)["Location"] == reverse("account_home")
    assert client.get(reverse("account_home")).status_code == 200


def test_known_and_unknown_address_look_alike_at_login(client, person, counted_hasher):
    wrong = log_in(client, password="not it")
    known = counted_hasher.calls
    unknown = log_in(client, email="wu@example.invalid", password="not it")

    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert said(wrong) == said(unknown).replace("wu@example", "li@example")
    assert counted_hasher.calls == 2 * known


def test_known_and_unknown_address_look_alike_at_sign_up(
    client, person, notice, counted_hasher, posted
):
    known = sign_up(client, "li@example.invalid")
    calls = counted_hasher.calls
    unknown = sign_up(ProvedClient(), "wu@example.invalid")

    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"]
    assert counted_hasher.calls == 2 * calls
    assert [mail.to for mail in posted()] == [["li@example.invalid"], ["wu@example.invalid"]]
    assert "已有账号" in posted()[0].body


def test_known_and_unknown_address_look_alike_at_reset(client, person, posted):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("li@example.invalid", "wu@example.invalid")
    ]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, reverse("account_reset_password_done"))
    }
    assert set(SealedLetter.objects.values_list("kind", flat=True)) == {"reset"}
    assert [mail.to for mail in posted()] == [["li@example.invalid"], ["wu@example.invalid"]]


@pytest.mark.parametrize("email", ["li@example.invalid", "wu@example.invalid"])
@pytest.mark.parametrize("name", ["account_reset_password", "account_signup"])
def test_links_in_letters_lead_to_this_site_whatever_host_was_asked(
    client, person, notice, posted, settings, name, email
):
    settings.SITE_URL = "https://zhaopin.example.invalid"
    settings.ALLOWED_HOSTS = ["*"]
    values = {"email": email, "password1": PASSWORD, "agreed": ticked()}
    client.post(reverse(name), values, headers={"host": "evil.example.invalid"})

    body = posted()[0].body
    assert "https://zhaopin.example.invalid/account/" in body
    assert "evil" not in body


def test_no_answer_waits_for_a_mail_server(client, person, settings, mailoutbox):
    """What takes time differs by address: an account's own is read, and the server may be slow."""
    settings.EMAIL_BACKEND = "there.is.None"

    answer = client.post(reverse("account_reset_password"), {"email": "li@example.invalid"})

    assert answer["Location"] == reverse("account_reset_password_done")
    assert Delivery.objects.get().status == "waiting"


def test_password_is_not_changed_without_telling_the_owner(client, person):
    def fail(**_):
        raise RuntimeError

    browser = ProvedClient(raise_request_exception=False)
    browser.force_login(person)
    form = {
        "oldpassword": PASSWORD, "password1": "another horse", "password2": "another horse",
    }  # fmt: skip
    post_save.connect(fail, sender=SealedLetter)
    try:
        refused = browser.post(reverse("account_change_password"), form)
    finally:
        post_save.disconnect(fail, sender=SealedLetter)

    person.refresh_from_db()
    assert (refused.status_code, person.check_password(PASSWORD)) == (500, True)
    assert browser.post(reverse("account_change_password"), form).status_code == 302
    person.refresh_from_db()
    assert person.check_password("another horse")
    assert SealedLetter.objects.get().kind == "notice"


def test_sign_up_agrees_to_no_version_that_was_not_shown(client, notice, posted):
    shown = ticked()
    NoticeFactory(version=2)

    answer = sign_up(client, "wu@example.invalid", agreed=shown)

    assert "内容刚刚更新，请看一遍再勾选。" in answer.content.decode()
    assert not User.objects.exists()


def test_sign_up_needs_the_box_and_the_proof_of_the_address(client, notice, posted):
    unticked = sign_up(client, "wu@example.invalid", agreed="")
    assert list(unticked.context["form"].errors) == ["agreed"]
    assert not User.objects.exists()

    sign_up(client, "wu@example.invalid")
    assert client.get(reverse("account_home")).status_code == 302
    link = re.search(r"http://localhost:8000(/account/email/\S+)", posted()[0].body)[1]
    assert client.get(link).status_code == 200
    assert not EmailAddress.objects.get().verified  # a mail scanner has followed the link
    client.post(link)
    assert log_in(client, "wu@example.invalid")["Location"] == reverse("account_home")
    assert [consent.notice for consent in Consent.objects.in_force()] == [notice]


def test_link_for_somebody_else_logs_nobody_out(client, person, notice, posted):
    sign_up(ProvedClient(), "wu@example.invalid")
    link = re.search(r"http://localhost:8000(/account/email/\S+)", posted()[0].body)[1]
    client.force_login(person)

    assert client.get(link).status_code == 200
    assert client.get(reverse("account_home")).status_code == 200


def test_reset_by_the_link_of_the_mail(client, person, posted):
    client.post(reverse("account_reset_password"), {"email": "li@example.invalid"})
    link = re.search(r"http://localhost:8000(/account/password/\S+)", posted()[0].body)[1]
    form = client.get(link, follow=True)
    answer = client.post(
        form.redirect_chain[-1][0], {"password1": "another horse", "password2": "another horse"}
    )

    assert answer["Location"] == reverse("account_reset_password_from_key_done")
    assert log_in(client, password="another horse").status_code == 302


def test_mails_to_one_address_are_limited_and_the_page_stays_the_same(client, person, posted):
    start = time.time()
    for minute in range(0, 25 * 60, 10):
        with time_machine.travel(start + minute * 60):
            answer = client.post(reverse("account_reset_password"), {"email": person.email})
            assert answer.status_code == 302
            sent = len(posted())

    assert sent == 15  # ten in a day, and five in the first hour of the next


def test_wrong_passwords_are_limited_but_not_the_owners(client, person):
    log_in(client)
    client.post(reverse("account_logout"))
    stranger = ProvedClient()
    for _ in range(6):
        refused = log_in(stranger, password="not it")
    assert refused.context["form"].non_field_errors() == [
        "试错次数太多，请几分钟后再试，或换手机验证码登录。"
    ]
    assert log_in(stranger).status_code == 200

    assert log_in(client).status_code == 302


def test_right_passwords_are_not_counted(person):
    for _ in range(12):
        assert log_in(ProvedClient()).status_code == 302


def test_admin_login_is_this_door(client):
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/jobs/")["Location"] == (
        "/account/login/?next=%2Fadmin%2Fjobs%2F"
    )
    assert client.post("/admin/login/", {"username": "x", "password": "y"}).status_code == 302
