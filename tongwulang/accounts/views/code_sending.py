"""What the screens that send a code to a phone have in common: sending, and remembering it."""

import time
from typing import NamedTuple

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongwulang.accounts.actions import phone_codes
from tongwulang.accounts.browsers import asker_of
from tongwulang.accounts.choices import CodePurpose
from tongwulang.accounts.models.phone_code import LASTS
from tongwulang.outbox import sms

WRONG_CODE = gettext_lazy(
    "验证码不对或已过期。请核对最新一条短信；输错 5 次或超过 5 分钟的，请重新获取。"
)


class Sent(NamedTuple):
    """The code that this browser asked for last: the phone, and when, as a timestamp."""

    phone: str
    at: float

    @property
    def shown(self) -> str:
        """The phone as its owner types it."""
        return self.phone.removeprefix("+86")


def send(request: HttpRequest, form: forms.Form, *, phone: str, purpose: CodePurpose) -> bool:
    """Send a code and remember it in the session; if that is refused, say why on the form."""
    try:
        phone_codes.send(phone=phone, purpose=purpose, asker=asker_of(request, phone))
    except phone_codes.TooSoonError as refusal:
        form.add_error(None, _too_soon(refusal.seconds))
        return False
    except sms.SmsError:
        form.add_error(None, _("短信暂时发不出去，请稍后再试，或改用邮箱登录。"))
        return False
    request.session[_key(purpose)] = {"phone": phone, "at": time.time()}
    return True


def last_sent(request: HttpRequest, purpose: CodePurpose) -> Sent | None:
    """The code that this browser asked for, while it lasts."""
    kept = request.session.get(_key(purpose))
    if not kept or time.time() - kept["at"] > LASTS.total_seconds():
        return None
    return Sent(kept["phone"], kept["at"])


def forget(request: HttpRequest, purpose: CodePurpose) -> None:
    """The code has served."""
    request.session.pop(_key(purpose), None)


def _key(purpose: CodePurpose) -> str:
    return f"code_sent_{purpose.value}"


def _too_soon(seconds: int) -> str:
    if seconds <= 60:
        return _("这个号码刚刚发过验证码，请 %(seconds)s 秒后再获取。") % {"seconds": seconds}
    if seconds <= 3600:
        minutes = -(-seconds // 60)
        return _("这个号码获取验证码太频繁，请 %(minutes)s 分钟后再试，或改用邮箱登录。") % {
            "minutes": minutes
        }
    hours = -(-seconds // 3600)
    return _("这个号码今天获取验证码次数已满，请 %(hours)s 小时后再试，或改用邮箱登录。") % {
        "hours": hours
    }
