"""Before what changes how somebody comes in, the person proves again who they are."""

import time
from urllib.parse import urlencode

import pytest
import time_machine
from django.urls import reverse

from tests.accounts.conftest import PHONE
from tests.factories import UserFactory
from tests.passkeys import SoftPasskey
from tongwulang.accounts.models import User

pytestmark = pytest.mark.django_db

CHANGES = (
    "account_phone",
    "account_email",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
)


@pytest.fixture
def person(db):
    """A seeker with nothing but a phone."""
    person = UserFactory(phone=PHONE, email=None)
    person.set_unusable_password()
    person.save()
    return person


@pytest.mark.parametrize("name", CHANGES)
def test_stale_session_is_asked_first(client, person, name):
    client.force_login(person, proved=["phone"])
    assert client.get(reverse(name)).status_code == 200
    with time_machine.travel(time.time() + 301):
        answer = client.get(reverse(name))

    assert answer["Location"] == "/account/again/phone/?" + urlencode({"next": reverse(name)})


def test_session_that_proved_nothing_is_asked(client, person):
    client.force_login(person, proved=[])

    assert client.get(reverse("account_phone")).status_code == 302


def test_code_to_ones_own_phone_leads_back(client, person, sent_codes):
    client.force_login(person, proved=[])
    again = client.get(reverse("account_email"))["Location"]
    client.post(again, {"step": "send"})
    answer = client.post(again, {"step": "prove", "code": sent_codes()[0]})

    assert answer["Location"] == reverse("account_email")
    assert client.get(reverse("account_email")).status_code == 200


def test_login_code_proves_nothing_here(client, person, sent_codes):
    client.post(reverse("account_login"), {"step": "send", "phone": PHONE})
    code = sent_codes()[0]
    client.force_login(person, proved=[])

    answer = client.post("/account/again/phone/", {"step": "prove", "code": code})

    assert list(answer.context["form"].errors) == ["code"]


def test_whoever_has_a_second_factor_proves_that(client, person):
    SoftPasskey().on_record(person)
    client.force_login(person, proved=["phone"])

    assert client.get(reverse("account_phone"))["Location"].startswith("/account/again/passkey/")
    assert client.get("/account/again/phone/").status_code == 404


def test_phone_is_changed_by_a_code_to_the_new_one(client, person, sent_codes):
    client.force_login(person)
    client.post("/account/phone/", {"step": "send", "phone": "139 0013 9000"})
    code = sent_codes()[0]

    answer = client.post(
        "/account/phone/", {"step": "change", "phone": "13900139000", "code": code}
    )

    assert answer["Location"] == reverse("account_home")
    assert str(User.objects.get().phone) == "+8613900139000"


def test_phone_of_somebody_else_is_told_to_its_holder_only(client, person, sent_codes):
    UserFactory(phone="+8613900139000")
    client.force_login(person)
    asked = client.post("/account/phone/", {"step": "send", "phone": "13900139000"})
    assert asked.status_code == 302
    values = {"step": "change", "phone": "13900139000"}

    wrong = client.post("/account/phone/", {**values, "code": "000000"})
    assert list(wrong.context["form"].errors) == ["code"]
    right = client.post("/account/phone/", {**values, "code": sent_codes()[0]})
    assert list(right.context["form"].errors) == ["phone"]
    person.refresh_from_db()
    assert str(person.phone) == PHONE
