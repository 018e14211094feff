"""SMS through Aliyun: what it is sent, and what each of its answers means."""

import json
import logging
import socket

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.outbox.provider import running_provider
from tongwulang.outbox import sms
from tongwulang.outbox.sms import aliyun
from tongwulang.outbox.wording import WordingError, wordings

PHONE = "+8613800138000"


@pytest.fixture
def provider(settings):
    with running_provider() as server:
        for name, value in server.settings().items():
            setattr(settings, name, value)
        settings.SMS_TEMPLATE_CODES = {kind: f"SMS_{n}" for n, kind in enumerate(wordings())}
        yield server


def send_code(phone=PHONE, **changes):
    asked = {"phone": phone, "template": "login_code", "values": {"code": "135790"}, **changes}
    return sms.send(**asked)


def test_taken_sms_bears_what_was_asked_and_a_signature_that_holds(provider, settings):
    receipt = send_code(once="code:1")

    assert receipt.provider_id == "900619746936498440^0"
    [taken] = provider.taken
    assert json.loads(taken.pop("TemplateParam")) == {"code": "135790"}
    assert taken == {
        "Action": "SendSms",
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
