"""Where a person is logged in, in words that the person knows."""

from typing import NamedTuple

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

# The first that fits names it; WeChat and Edge say that they are Chrome too.
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("HuaweiBrowser", "华为浏览器"),
    ("MiuiBrowser", "小米浏览器"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "安卓手机"),
    ("Windows", "Windows 电脑"),
    ("Mac OS", "Mac 电脑"),
    ("Linux", "Linux 电脑"),
)


class Device(NamedTuple):
    """A session that is open, and whether it is the one that asks."""

    row: UserSession
    is_current: bool

    @property
    def name(self) -> str:
        """Such as 安卓手机 · 微信."""
        agent = self.row.user_agent
        system = next((name for sign, name in SYSTEMS if sign in agent), _("未知设备"))
        browser = next((name for sign, name in BROWSERS if sign in agent), _("其他浏览器"))
        return f"{system} · {browser}"


def devices_of(request: HttpRequest) -> list[Device]:
    """The person's open sessions, the present one first, then the newest."""
    rows = UserSession.objects.filter(user=request.user.pk).order_by("-created_at", "-pk")
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    here = request.session.session_key
    found = [Device(row, row.session_key == here) for row in rows.filter(session_key__in=alive)]
    return sorted(found, key=lambda device: not device.is_current)
