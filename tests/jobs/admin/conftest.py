"""A clerk of 廊坊 at the desk."""

import pytest


@pytest.fixture
def clerk(client, langfang_organizer):
    client.force_login(langfang_organizer)
    return langfang_organizer
