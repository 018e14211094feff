"""SMS through Aliyun: what it is sent, and what each of its answers means."""

import datetime as dt
import json
import logging
import socket
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from tongwulang.outbox import sms
from tongwulang.outbox.sms import aliyun
from tongwulang.outbox.wording import WordingError

CHINA = ZoneInfo("Asia/Shanghai")
PHONE = "+8613800138000"


def send_code(phone=PHONE, **changes):
    asked = {"phone": phone, "template": "login_code", "values": {"code": "135790"}, **changes}
    return sms.send(**asked)


def test_taken_sms_bears_what_was_asked_and_a_signature_that_holds(provider, settings):
    receipt = send_code(once="code:1")

    assert receipt.provider_id == "900619746936498440^0"
    [taken] = provider.taken
    assert json.loads(taken.pop("TemplateParam")) == {"code": "135790"}
    del taken["day"]
    assert taken == {
        "PhoneNumbers": "13800138000",
        "SignName": "通武廊招聘",
        "TemplateCode": settings.SMS_TEMPLATE_CODES["login_code"],
        "OutId": "code:1",
    }


def test_wrong_secret_is_refused_by_the_provider(provider, settings):
    settings.ALIYUN_SMS_KEY_SECRET = "another"

    with pytest.raises(sms.UnavailableError, match="SignatureDoesNotMatch"):
        send_code()
    assert provider.taken == []


@pytest.mark.parametrize(
    ("answer", "error", "code"),
    [
        ("limited", sms.LimitedError, "isv.BUSINESS_LIMIT_CONTROL"),
        ("throttled", sms.LimitedError, "Throttling.User"),
        ("no_such_number", sms.RefusedError, "isv.MOBILE_NUMBER_ILLEGAL"),
        ("template_not_approved", sms.RefusedError, "isv.SMS_TEMPLATE_ILLEGAL"),
        ("no_money", sms.UnavailableError, "isv.AMOUNT_NOT_ENOUGH"),
        ("own_fault", sms.UnavailableError, "isp.SYSTEM_ERROR"),
        ("unavailable", sms.UnavailableError, "ServiceUnavailable"),
        ("wrong_key", sms.UnavailableError, "InvalidAccessKeyId.NotFound"),
        ("unknown_error", sms.UncertainError, "InternalError"),
        ("gateway page", sms.UncertainError, "HTTP 502"),
    ],
)
def test_each_recorded_answer_means_one_outcome(provider, answer, error, code):
    provider.answer = answer

    with pytest.raises(sms.SmsError) as raised:
        send_code()

    assert (raised.type, raised.value.code) == (error, code)


def test_answer_that_never_comes_leaves_it_uncertain(provider, monkeypatch):
    monkeypatch.setattr(aliyun, "SECONDS_TO_WAIT", 0.2)
    provider.answer = "silence"

    with pytest.raises(sms.UncertainError, match="TimeoutError"):
        send_code()


def test_provider_that_cannot_be_reached_took_nothing(provider, settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.ALIYUN_SMS_ENDPOINT = f"http://127.0.0.1:{closed.getsockname()[1]}"

        with pytest.raises(sms.UnavailableError, match="ConnectionRefusedError"):
            send_code()


def test_records_tell_what_was_taken_from_what_was_not(provider):
    now = timezone.now()
    for number in range(120):  # on three pages
        send_code(once=f"code:{number}")

    assert sms.was_taken(phone=PHONE, once="code:0", at=now) is True
    assert sms.was_taken(phone=PHONE, once="code:119", at=now) is True
    assert sms.was_taken(phone=PHONE, once="code:120", at=now) is False
    assert sms.was_taken(phone="+8613800138001", once="code:0", at=now) is False


def test_records_of_the_next_day_hold_what_was_handed_over_before_midnight(provider):
    before_midnight = dt.datetime(2026, 11, 24, 23, 59, 59, tzinfo=CHINA)
    provider.taken.append({"PhoneNumbers": "13800138000", "day": "20261125", "OutId": "code:1"})

    with time_machine.travel(before_midnight + dt.timedelta(minutes=6), tick=False):
        assert sms.was_taken(phone=PHONE, once="code:1", at=before_midnight) is True
    with time_machine.travel(before_midnight, tick=False):
        assert sms.was_taken(phone=PHONE, once="code:1", at=before_midnight) is False


def test_records_older_than_a_month_say_nothing(provider):
    long_ago = timezone.now() - dt.timedelta(days=31)

    assert sms.was_taken(phone=PHONE, once="code:1", at=long_ago) is None


def test_records_that_cannot_be_read_are_an_error(provider):
    provider.answer = "throttled"

    with pytest.raises(sms.LimitedError):
        sms.was_taken(phone=PHONE, once="code:1", at=timezone.now())


@pytest.mark.parametrize("phone", ["13800138000", "+85251234567", "+86138001380001", "", None])
def test_phone_that_is_no_chinese_mobile_in_e164_is_refused_unasked(provider, phone):
    with pytest.raises(sms.RefusedError, match=r"isv\.MOBILE_NUMBER_ILLEGAL"):
        send_code(phone)
    assert provider.taken == []


@pytest.mark.parametrize("values", [{}, {"code": "1", "name": "x"}, {"cod": "1"}])
def test_values_must_be_exactly_the_fields(provider, values):
    with pytest.raises(WordingError, match="login_code"):
        send_code(values=values)
    assert provider.taken == []


def test_logs_hold_neither_phone_nor_code(provider, caplog):
    caplog.set_level(logging.DEBUG)

    send_code()
    provider.answer = "limited"
    with pytest.raises(sms.LimitedError):
        send_code()

    assert [record.getMessage() for record in caplog.records] == [
        "SMS login_code to 138****8000 taken",
        "SMS login_code to 138****8000: isv.BUSINESS_LIMIT_CONTROL",
    ]


@pytest.mark.parametrize("name", aliyun.REQUIRED)
def test_incomplete_settings_are_named(provider, settings, name):
    setattr(settings, name, "")

    with pytest.raises(ImproperlyConfigured, match=f"缺少设置：{name}。"):
        sms.check_configured()


def test_template_without_a_code_is_named(provider, settings):
    settings.SMS_TEMPLATE_CODES = {**settings.SMS_TEMPLATE_CODES, "other": "SMS_9"}
    del settings.SMS_TEMPLATE_CODES["login_code"]

    with pytest.raises(ImproperlyConfigured, match="缺少短信模板：login_code。"):
        sms.check_configured()
