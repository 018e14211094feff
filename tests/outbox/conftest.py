"""A provider of SMS on this machine, and somebody who can be reached."""

import pytest

from tests.factories import UserFactory
from tests.outbox.provider import running_provider
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
