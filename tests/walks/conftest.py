"""Walks over all addresses of the site share the people and the rows of the one over rights."""

import pytest

from tests.access_rows import people, rows
from tests.walks.creates import staged

__all__ = ["people", "rows"]


@pytest.fixture
def stage(settings, capsys):
    """The rows that the forms name, and who sends them."""
    settings.DEMO = True  # the console shows the codes of SMS
    return staged(capsys)
