"""SMS through Aliyun (阿里云短信服务, Dysmsapi 2017-05-25).

Contract: help.aliyun.com/zh/sms (SendSms, QuerySendDetails, 错误码). An SMS is a template that
Aliyun has approved, with values for its variables, which bear our fields' names. A refusal for a
reason of the SMS comes with status 200, one of the request with 4xx; both as JSON with `Code` and
`Message`. Its records give our key (`OutId`) back: what it took can be told from what it did not.

Checked against these pages: the signature with their worked example, the parameters and the
answers of both calls with their examples (pages of at most 50 records, of the last 30 days; SendSms
knows no idempotency of its own). Not checked, for want of an account: a real sending, how late the
records are, and whether each refusal bears the status given here.
"""

import datetime as dt
import http.client
import json
import logging
import re
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from tongwulang.outbox.masking import masked_phone
from tongwulang.outbox.sms import signing
from tongwulang.outbox.sms.outcomes import (
    LimitedError,
    Receipt,
    RefusedError,
    SmsError,
    UnavailableError,
    UncertainError,
)
from tongwulang.outbox.wording import wordings

logger = logging.getLogger(__name__)

VERSION = "2017-05-25"
SECONDS_TO_WAIT = 5
ANSWER_BYTES = 65_536
# How the records of one phone on one day are read: pages of so many, no more than so many pages.
RECORDS_ON_A_PAGE = 50
MOST_PAGES = 4
RECORDS_KEPT = dt.timedelta(days=29)
CHINA = ZoneInfo("Asia/Shanghai")
LOOPBACK = ("127.0.0.1", "localhost")
MOBILE = re.compile(r"\+86(1[0-9]{10})")
REQUIRED = ("ALIYUN_SMS_KEY_ID", "ALIYUN_SMS_KEY_SECRET", "SMS_SIGN_NAME", "SMS_TEMPLATE_CODES")

# Said for one phone or for the account; prefixes, for the second half names which limit it was.
LIMITED = (
    "isv.BUSINESS_LIMIT_CONTROL",
    "isv.DAY_LIMIT_CONTROL",
    "isv.MONTH_LIMIT_CONTROL",
    "BUSINESS_LIMIT",
    "Throttling",
)
# Not handed over, for a reason that passes or that the operator can mend.
UNAVAILABLE = (
    "isp.",
    "ServiceUnavailable",
    "isv.AMOUNT_NOT_ENOUGH",
    "isv.OUT_OF_SERVICE",
    "isv.ACCOUNT_ABNORMAL",
    "InvalidAccessKeyId",
    "SignatureDoesNotMatch",
    "SignatureNonceUsed",
    "InvalidTimeStamp",
    "Forbidden",
)


class AliyunSms:
    """One account at Aliyun, as the settings name it."""

    def __init__(self) -> None:
        self.endpoint = urlsplit(settings.ALIYUN_SMS_ENDPOINT)

    def check_configured(self) -> None:
        missing = [name for name in REQUIRED if not getattr(settings, name)]
        if missing:
            raise ImproperlyConfigured(f"SMS_PROVIDER=aliyun 缺少设置：{'、'.join(missing)}。")
        if self.endpoint.scheme != "https" and self.endpoint.hostname not in LOOPBACK:
            raise ImproperlyConfigured("ALIYUN_SMS_ENDPOINT 必须以 https:// 开头。")
        without = [
            kind
            for kind, wording in wordings().items()
            if wording.sms and kind not in settings.SMS_TEMPLATE_CODES
        ]
        if without:
            raise ImproperlyConfigured(f"SMS_TEMPLATE_CODES 缺少短信模板：{'、'.join(without)}。")

    def send(self, *, phone: str, template: str, values: Mapping[str, str], once: str) -> Receipt:
        mobile = MOBILE.fullmatch(phone)
        if mobile is None:
            raise RefusedError("isv.MOBILE_NUMBER_ILLEGAL")
        parameters = {
            "PhoneNumbers": mobile[1],
            "SignName": settings.SMS_SIGN_NAME,
            "TemplateCode": settings.SMS_TEMPLATE_CODES[template],
            "TemplateParam": json.dumps(dict(values), ensure_ascii=False),
            "OutId": once,
        }
        try:
            answer = self._ask("SendSms", parameters)
        except SmsError as error:
            logger.warning("SMS %s to %s: %s", template, masked_phone(phone), error.code)
            raise
        logger.info("SMS %s to %s taken", template, masked_phone(phone))
        return Receipt(provider_id=str(answer.get("BizId", "")))

    def was_taken(self, *, phone: str, once: str, at: dt.datetime | None) -> bool | None:
        mobile = MOBILE.fullmatch(phone)
        now = timezone.now()
        if mobile is None or at is None or at < now - RECORDS_KEPT:
            return None
        # Handed over just before midnight, it may have been recorded after.
        first, today = (moment.astimezone(CHINA).date() for moment in (at, now))
        days = {first, min(first + dt.timedelta(days=1), today)}
        return any(once in self._keys_of(mobile[1], day) for day in sorted(days))

    def _keys_of(self, mobile: str, day: dt.date) -> set[str]:
        """The keys of what was sent to a phone on a day."""
        keys: set[str] = set()
        for number in range(1, MOST_PAGES + 1):
            parameters = {
                "PhoneNumber": mobile,
                "SendDate": f"{day:%Y%m%d}",
                "PageSize": str(RECORDS_ON_A_PAGE),
                "CurrentPage": str(number),
            }
            answer = self._ask("QuerySendDetails", parameters)
            records = answer.get("SmsSendDetailDTOs", {}).get("SmsSendDetailDTO", [])
            keys |= {str(record.get("OutId", "")) for record in records}
            if number * RECORDS_ON_A_PAGE >= int(answer.get("TotalCount", 0)):
                break
        return keys

    def _ask(self, action: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        """The provider's answer if it is a yes; else the SmsError that its code stands for."""
        query = signing.query_of(parameters)
        connection = self._connected()
        try:
            connection.request("POST", f"/?{query}", headers=self._headers(action, query))
            response = connection.getresponse()
            body = response.read(ANSWER_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise UncertainError(type(error).__name__) from error
        finally:
            connection.close()
        return _understood(response.status, body)

    def _connected(self) -> http.client.HTTPConnection:
        kind = (
            http.client.HTTPSConnection
            if self.endpoint.scheme == "https"
            else http.client.HTTPConnection
        )
        connection = kind(self.endpoint.netloc, timeout=SECONDS_TO_WAIT)
        try:
            connection.connect()
        except OSError as error:
            raise UnavailableError(type(error).__name__) from error
        return connection

    def _headers(self, action: str, query: str) -> dict[str, str]:
        headers = {
            "host": self.endpoint.netloc,
            "x-acs-action": action,
            "x-acs-version": VERSION,
            "x-acs-date": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "x-acs-signature-nonce": secrets.token_hex(16),
            "x-acs-content-sha256": signing.EMPTY_BODY,
        }
        headers["Authorization"] = signing.authorization(
            key_id=settings.ALIYUN_SMS_KEY_ID,
            secret=settings.ALIYUN_SMS_KEY_SECRET,
            method="POST",
            path="/",
            query=query,
            headers=headers,
        )
        return headers


def _understood(status: int, body: bytes) -> dict[str, Any]:
    """The answer's content if it is a yes; else raises what its code stands for."""
    try:
        answer = json.loads(body)
        code = str(answer["Code"])
    except (ValueError, TypeError, KeyError) as error:
        # A gateway's own page: whether the request got through is not known.
        raise UncertainError(f"HTTP {status}") from error
    if status == http.client.OK and code == "OK":
        found: dict[str, Any] = answer
        return found
    if code.startswith(LIMITED):
        raise LimitedError(code)
    if code.startswith(UNAVAILABLE):
        raise UnavailableError(code)
    raise (
        UncertainError(code) if status >= http.client.INTERNAL_SERVER_ERROR else RefusedError(code)
    )
