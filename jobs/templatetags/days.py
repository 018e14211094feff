"""Dates as people say them: 3月28日（周四）."""

import datetime as dt

from django import template
from django.utils import timezone

register = template.Library()

WEEKDAYS = "一二三四五六日"


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """3月28日（周四）; with the year when it is not this one. Nothing for None."""
    if value is None:
        return ""
    date = timezone.localdate(value) if isinstance(value, dt.datetime) else value
    year = "" if date.year == timezone.localdate().year else f"{date.year}年"
    return f"{year}{date.month}月{date.day}日（周{WEEKDAYS[date.weekday()]}）"


@register.filter
def full_day(value: dt.date | dt.datetime | None) -> str:
    """2026年11月23日, for what was true on a day. Nothing for None."""
    if value is None:
        return ""
    date = timezone.localdate(value) if isinstance(value, dt.datetime) else value
    return f"{date.year}年{date.month}月{date.day}日"


@register.filter
def moment(value: dt.datetime | None) -> str:
    """3月28日（周四） 9:05, in Asia/Shanghai. Nothing for None."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{day(value)} {local.hour}:{local.minute:02}"
