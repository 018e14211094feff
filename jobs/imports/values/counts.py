"""Numbers in words: how many people, how many years, how many watts."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.imports.values.numerals import with_arabic
from jobs.imports.values.reading import LIKELY, SURE, Reading, UnreadableError, plain

NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
SOME = re.compile(r"若干|不限|多名|数名|多人|长期")
NO_EXPERIENCE = re.compile(
    r"不限|无经验|无需|不需|不要求|无要求|无工作经验|应届|实习|在校|零基础|^无$|接受小白|均可"
)
AT_MOST = re.compile(r"以下|以内|不超过")

EXPECTED_PEOPLE = _("1 至 9,999 之间的人数，如 5、5人、若干")
EXPECTED_YEARS = _("年数，如 3年以上、1-3年、不限、应届生")
EXPECTED_NUMBER = _("整数，如 1500")


def read_headcount(cell: Any) -> Reading[int | None]:
    """How many are wanted; None for 若干. Of 3-5人 the upper number, to be looked at."""
    text = with_arabic(plain(cell))
    numbers = [float(number) for number in NUMBER.findall(text)]
    if not numbers:
        if SOME.search(text):
            return Reading(None)
        raise UnreadableError(EXPECTED_PEOPLE)
    wanted = max(numbers)
    if len(numbers) > 2 or not wanted.is_integer() or not 1 <= wanted <= 9_999:
        raise UnreadableError(EXPECTED_PEOPLE)
    return Reading(int(wanted), SURE if len(numbers) == 1 else LIKELY)


def read_years(cell: Any) -> Reading[int]:
    """The least years of experience asked for; 0 for 不限 and 应届."""
    text = with_arabic(plain(cell))
    numbers = [float(number) for number in NUMBER.findall(text)]
    if not numbers or AT_MOST.search(text):
        if NO_EXPERIENCE.search(text) or (numbers and AT_MOST.search(text)):
            return Reading(0)
        raise UnreadableError(EXPECTED_YEARS)
    if "个月" in text or "月" in text:
        return Reading(0, LIKELY)
    least = min(numbers)
    if len(numbers) > 2 or least > 50:
        raise UnreadableError(EXPECTED_YEARS)
    return Reading(int(least), SURE if least.is_integer() else LIKELY)


def read_number(cell: Any, most: int = 1_000_000) -> Reading[int]:
    """A whole number with or without its unit: 1500W, 1.5kW, 2个."""
    text = with_arabic(plain(cell)).replace(",", "")
    numbers = NUMBER.findall(text)
    if re.fullmatch(r"无|没有|不需要?|否", text):
        return Reading(0)
    if len(numbers) != 1:
        raise UnreadableError(EXPECTED_NUMBER)
    value = float(numbers[0]) * (1_000 if re.search(r"k|千瓦", text) else 1)
    if not value.is_integer() or value > most:
        raise UnreadableError(EXPECTED_NUMBER)
    return Reading(int(value))


def read_yes(cell: Any) -> Reading[bool]:
    """是 or 否; raises UnreadableError for anything between."""
    text = plain(cell)
    if text in {"是", "有", "√", "✓", "1", "y", "yes", "需要", "优先", "对", "真"}:
        return Reading(True)
    if text in {"否", "无", "×", "x", "0", "n", "no", "不需要", "没有", "-", "/", "假"}:
        return Reading(False)
    raise UnreadableError(_("是或否"))
