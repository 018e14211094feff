"""Dates as people say them."""

import datetime as dt

import time_machine

from jobs.templatetags.days import day, full_day


@time_machine.travel("2026-03-28T01:00:00Z", tick=False)
def test_day_leaves_out_the_present_year():
    assert day(dt.date(2026, 3, 26)) == "3月26日（周四）"
    assert day(dt.date(2027, 1, 3)) == "2027年1月3日（周日）"
    assert day(None) == ""


def test_moments_are_days_of_the_sites_zone():
    assert full_day(dt.datetime(2026, 3, 27, 17, 0, tzinfo=dt.UTC)) == "2026年3月28日"
    assert full_day(None) == ""
