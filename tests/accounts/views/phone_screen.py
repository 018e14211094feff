"""What is done at the screen of phone and code."""

from django.urls import reverse

from tests.agreeing import ticked
from tests.conftest import ProvedClient

LOGIN = "/account/login/"


TYPED = "138 0013 8000"


def ask(client, phone=TYPED):
    return client.post(LOGIN, {"step": "send", "phone": phone})


def enter(client, code, phone=TYPED, **more):
    return client.post(LOGIN, {"step": "enter", "phone": phone, "code": code, **more})


def log_in(client, sent_codes, phone=TYPED):
    ask(client, phone)
    return enter(client, sent_codes()[-1], phone, agreed=ticked())


def is_in(client):
    return client.get(reverse("account_home")).status_code == 200


def before_any_answer(client):
    """A second tap of the browser, with the cookies that the first one was sent with."""
    tap = ProvedClient()
    tap.cookies = client.cookies.copy()
    return tap
