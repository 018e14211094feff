"""A provider of SMS on this machine, and somebody who can be reached."""

import pytest

from tests.factories import UserFactory
from tests.outbox.letters import write
from tests.outbox.provider import running_provider
from tongwulang.outbox.choices import Channel
from tongwulang.outbox.models import Delivery
from tongwulang.outbox.wording import wordings


@pytest.fixture
def provider(settings):
    """The site sends its SMS through this one."""
    with running_provider() as server:
        for name, value in server.settings().items():
            setattr(settings, name, value)
        settings.SMS_TEMPLATE_CODES = {kind: f"SMS_{n}" for n, kind in enumerate(wordings())}
        yield server


@pytest.fixture
def li(db):
    """A seeker with a phone and an e-mail address."""
    return UserFactory(name="李雷", phone="+8613800138000", email="li@example.invalid")


@pytest.fixture
def by_day(settings, provider):
    """Everything leaves at once, with an address of the site."""
    settings.QUIET_HOURS = ""
    settings.SITE_URL = "https://zhaopin.example.invalid"
    settings.DEFAULT_FROM_EMAIL = "noreply@zhaopin.example.invalid"


@pytest.fixture
def sms_to(li):
    """An SMS to 李雷 that waits; a message of its own for each call."""

    def waiting(**changes):
        write(li, once=f"event:{Delivery.objects.count()}")
        Delivery.objects.filter(channel=Channel.EMAIL).delete()
        delivery = Delivery.objects.latest("pk")
        Delivery.objects.filter(pk=delivery.pk).update(**changes)
        return delivery

    return waiting
