"""Somebody who may apply."""

import pytest

from tests.factories import SeekerFactory


@pytest.fixture
def seeker():
    return SeekerFactory()
