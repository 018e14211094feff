"""SMS without a provider: to be read in a demo, and nowhere else."""

import logging

import pytest

from tongwulang.outbox import sms


@pytest.fixture(autouse=True)
def _console(settings):
    settings.SMS_PROVIDER = "tongwulang.outbox.sms.console.ConsoleSms"


def send_code():
    sms.send(phone="+8613800138000", template="login_code", values={"code": "135790"})


def test_demo_shows_the_code_to_whoever_started_it(settings, capsys, caplog):
    caplog.set_level(logging.DEBUG)
    settings.DEMO = True

    send_code()

    assert capsys.readouterr().out == (
        "[短信] 138****8000 验证码135790，5分钟内有效。不是您本人操作请忽略，切勿告诉他人。\n"
    )
    assert caplog.records == []


def test_elsewhere_nobody_reads_phone_or_code(settings, capsys, caplog):
    caplog.set_level(logging.DEBUG)
    settings.DEMO = False

    send_code()

    assert capsys.readouterr().out == ""
    assert [record.getMessage() for record in caplog.records] == [
        "SMS login_code to 138****8000 not sent: no provider"
    ]
