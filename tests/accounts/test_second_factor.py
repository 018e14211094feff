"""Second factors: demanded of whoever works for a bureau, and never to be had without."""

import json
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.urls import reverse

from tests.conftest import ProvedClient
from tests.factories import MembershipFactory, UserFactory
from tests.passkeys import SoftPasskey
from tongwulang.accounts.actions.email_accounts import vouch_for_email

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def quick_hasher(settings):
    """And a cache of its own: allauth remembers used codes there, by the keys of people."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def digits(secret=SECRET, at=None):
    return format_hotp_value(hotp_value(secret, int(at or time.time()) // 30))


def organizer(*, has_totp):
    person = MembershipFactory().user
    person.set_password(PASSWORD)
    person.save()
    vouch_for_email(person=person)
    if has_totp:
        TOTP.activate(person, SECRET)
    return person


def by_password(client, person):
    return client.post(
        reverse("account_email_login"), {"login": person.email, "password": PASSWORD}
    )


def by_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_organizer_comes_in_by_password_and_code(client):
    person = organizer(has_totp=True)

    assert by_password(client, person)["Location"] == reverse("mfa_authenticate")
    assert client.get("/admin/").status_code == 302
    assert by_code(client, digits())["Location"] == reverse("admin:index")
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth tells of a new factor on commit
def test_organizer_without_one_can_only_set_one_up(client):
    by_password(client, organizer(has_totp=False))

    assert client.get("/admin/")["Location"] == reverse("mfa_index")
    form = client.get(reverse("mfa_activate_totp"))
    secret = form.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": digits(secret)})

    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get("/admin/").status_code == 200


def test_session_from_before_the_second_factor_has_to_prove_it(client):
    person = organizer(has_totp=True)
    client.force_login(person, proved=["password"])

    assert client.get("/admin/")["Location"] == "/account/again/code/?next=%2Fadmin%2F"
    answer = client.post("/account/again/code/", {"code": digits(), "next": "/admin/"})
    assert answer["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_seeker_made_staff_is_asked_in_the_same_session(client):
    person = UserFactory()
    client.force_login(person, proved=["phone"])
    person.is_staff = True
    person.save()

    assert client.get("/admin/")["Location"] == reverse("mfa_index")


def test_public_pages_are_open_to_organizers_without_it(client):
    client.force_login(organizer(has_totp=False), proved=["password"])

    assert client.get("/postings/").status_code == 200


def test_no_setting_turns_it_off(client, settings):
    for name in ("MFA_SUPPORTED_TYPES", "MFA_PASSKEY_LOGIN_ENABLED", "DEMO", "DEBUG"):
        setattr(settings, name, False)
    client.force_login(organizer(has_totp=False), proved=["password"])

    assert client.get("/admin/")["Location"] == reverse("mfa_index")


def test_last_one_cannot_be_removed(client):
    person = organizer(has_totp=True)
    client.force_login(person)

    page = client.post(reverse("mfa_deactivate_totp"))
    assert "不能没有第二重验证" in page.content.decode()
    key = SoftPasskey().on_record(person)
    assert client.post(reverse("mfa_deactivate_totp"))["Location"] == reverse("mfa_index")
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert list(Authenticator.objects.filter(user=person, type="webauthn")) == [key]


def test_seeker_may_remove_the_last_one(client, seeker):
    key = SoftPasskey().on_record(seeker)
    client.force_login(seeker)

    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert not Authenticator.objects.filter(user=seeker).exists()


def test_wrong_codes_are_limited(client):
    by_password(client, organizer(has_totp=True))
    for _ in range(5):
        by_code(client, "000000")

    answer = by_code(client, digits())
    assert answer.context["form"].errors["code"] == ["试错次数太多，请几分钟后再试。"]


def test_code_serves_once_in_any_process(client):
    person = organizer(has_totp=True)
    now = time.time()
    with time_machine.travel(now, tick=False):
        by_password(client, person)
        assert by_code(client, digits(at=now)).status_code == 302
        cache.clear()  # another process has a cache of its own
        other = ProvedClient()
        by_password(other, person)
        answer = by_code(other, digits(at=now))

    assert answer.context["form"].errors["code"] == ["这个验证码已经用过，请等下一个。"]


def test_recovery_code_stands_in_once(client):
    person = organizer(has_totp=True)
    client.force_login(person)
    client.post(reverse("mfa_generate_recovery_codes"))
    page = client.get(reverse("mfa_view_recovery_codes"))
    code = page.context["unused_codes"][0]
    for expected in (302, 200):
        other = ProvedClient()
        by_password(other, person)
        assert by_code(other, code).status_code == expected


def test_secret_is_sealed_in_the_database():
    organizer(has_totp=True)

    assert SECRET not in str(Authenticator.objects.get().data)


def test_passkey_logs_in_by_itself_and_counts_as_second_factor(client):
    person = organizer(has_totp=False)
    key = SoftPasskey()
    row = key.on_record(person)
    row.data["passwordless"] = True
    row.save()
    options = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    challenge = options.json()["request_options"]["publicKey"]["challenge"]
    answer = client.post(
        reverse("mfa_login_webauthn"), {"credential": json.dumps(key.assertion(challenge))}
    )

    assert answer["Location"] == reverse("admin:index")
    assert client.get("/admin/").status_code == 200
