"""Codes that were sent: they are read where a demo's operator reads them."""

import re

import pytest

from tests.factories import NoticeFactory

PHONE = "+8613800138000"


@pytest.fixture
def notice(db):
    return NoticeFactory()


@pytest.fixture
def sent_codes(settings, capsys):
    """The codes of all SMS since the last call, from the console of a demo."""
    settings.DEMO = True

    def read():
        return re.findall(r"验证码([0-9]{6})，", capsys.readouterr().out)

    return read
