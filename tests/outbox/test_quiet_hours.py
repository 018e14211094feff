"""When what can wait is not sent."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ImproperlyConfigured

from tongwulang.outbox.quiet_hours import is_quiet


@pytest.mark.parametrize(
    ("hours", "clock", "quiet"),
    [
        ("21:00-08:00", "20:59", False),
        ("21:00-08:00", "21:00", True),
        ("21:00-08:00", "00:00", True),
        ("21:00-08:00", "07:59", True),
        ("21:00-08:00", "08:00", False),
        ("12:00-14:00", "12:00", True),
        ("12:00-14:00", "14:00", False),
        ("12:00-14:00", "11:59", False),
        ("", "03:00", False),
    ],
)
def test_span_holds_its_start_and_not_its_end_by_the_clock_of_shanghai(
    settings, hours, clock, quiet
):
    settings.QUIET_HOURS = hours
    moment = dt.datetime.fromisoformat(f"2026-11-25T{clock}+08:00")

    assert is_quiet(moment) is quiet
    assert is_quiet(moment.astimezone(ZoneInfo("America/New_York"))) is quiet


@pytest.mark.parametrize("said", ["21-8", "24:00-08:00", "21:00", "晚上", "21:00-08:60"])
def test_anything_else_is_named(settings, said):
    settings.QUIET_HOURS = said

    with pytest.raises(ImproperlyConfigured, match=f"QUIET_HOURS 无法识别：{said}"):
        is_quiet(dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
