"""Dates as people write them: 2026.3.5, 2026年3月5日, 二〇二六年三月五日, 20260305, 46086."""

import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.imports.values.numerals import with_arabic
from jobs.imports.values.reading import SURE, Reading, UnreadableError, plain

PARTED = re.compile(
    r"([0-9]{4})[.\-/年、]([0-9]{1,2})[.\-/月、]([0-9]{1,2})日?(?:t?[0-9:]+)?(?:止|前)?"
)
CLOSED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
# Excel counts days from 1899-12-30; these serials lie between 2000 and 2099.
EPOCH = dt.date(1899, 12, 30)
SERIALS = range(36_526, 73_051)
OPEN_ENDED = re.compile(r"长期|不限|常年|招满即止|招满为止|待定|无")

EXPECTED = _("带年份的日期，如 2026-03-05、2026年3月5日")
EXPECTED_DAY = _("日历上有的日期")


def read_date(cell: Any) -> Reading[dt.date | None]:
    """None for 长期 and the like; raises UnreadableError for a day without its year."""
    if isinstance(cell, dt.datetime):
        return Reading(cell.date())
    if isinstance(cell, dt.date):
        return Reading(cell)
    text = with_arabic(plain(cell))
    if text.isdecimal() and int(text) in SERIALS:
        return Reading(EPOCH + dt.timedelta(days=int(text)))
    found = PARTED.fullmatch(text) or CLOSED.fullmatch(text)
    if found:
        return Reading(_day(*map(int, found.groups())))
    if OPEN_ENDED.search(text):
        return Reading(None, SURE)
    raise UnreadableError(EXPECTED)


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise UnreadableError(EXPECTED_DAY) from error
