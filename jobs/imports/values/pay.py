"""薪资 in everyday words to 元/月: 5-8K, 5千-8千, 0.8-1万/月, 8万/年, 200/天, 面议."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.imports.values.reading import (
    CLEAR,
    LIKELY,
    SURE,
    Reading,
    UnreadableError,
    plain,
    text_of,
)

# 月计薪天数 21.75, 每日 8 小时 (劳社部发〔2008〕3号).
DAYS_A_MONTH = 21.75
HOURS_A_DAY = 8
PER_MONTH = {
    "年": 1 / 12,
    "月": 1.0,
    "天": DAYS_A_MONTH,
    "小时": DAYS_A_MONTH * HOURS_A_DAY,
}
PERIODS = {
    "年": re.compile(r"年薪|/年|每年|元年|万年"),
    "小时": re.compile(r"时薪|小时工资|/(?:小?时|h)|每小?时|元小时"),
    "天": re.compile(r"日薪|日结|/[天日]|每[天日]|元[天日]"),
    "月": re.compile(r"月薪|/月|每月|元月|月工资"),
}
OTHER_PERIOD = re.compile(r"/(?:次|件|单|周|季|课时|节|趟|票|吨|平)|计件|计时|每[次件单周]")
FACTORS = {"千": 1_000, "k": 1_000, "万": 10_000, "w": 10_000, "元": 1, "块": 1}

AMOUNT = r"([0-9]+(?:\.[0-9]+)?)(千元?|k|万元?|w|元|块)?"
RANGE = re.compile(rf"{AMOUNT}(?:(?:[-~至到—–－]+){AMOUNT})?")
MONTHS = re.compile(r"[·.*x×、,，(]?([0-9]{1,2})(?:薪|个月薪)\)?")
BASE = re.compile(
    rf"(?:无责)?(?:底薪|保底|基本工资|固定工资)[:：为]?{AMOUNT}|{AMOUNT}(?:元)?(?:无责)?底薪"
)
NEGOTIABLE = re.compile(r"面议|面谈|面洽|详谈|详聊|可议|待议|商议|协商")
OPEN_ABOVE = re.compile(r"以上|起|不低于|不少于|\+$")
OPEN_BELOW = re.compile(r"以下|以内|不超过|不高于|封顶")
# A month's pay in 万 without a word about the period: beyond this it may as well be a year's.
HIGHEST_UNSAID = 50_000
LOWEST, HIGHEST = 300, 1_000_000

EXPECTED = _("薪资，如 5000-8000、5-8K、0.8-1万/月、10万/年、200/天、面议")
EXPECTED_PERIOD = _("写明是每月还是每年，如 8万/年")
EXPECTED_UNIT = _("写明单位，如 5-8K、5000-8000")
EXPECTED_ORDER = _("上限不低于下限")
EXPECTED_TEXT = _("文字，如 5-8K：Excel 把它变成了日期，请先把单元格设为文本再填")
EXPECTED_BOUND = _("写出下限，如 5000-8000")
EXPECTED_SIZE = _("折合每月不超过 1,000,000 元")


@dataclass(frozen=True)
class Pay:
    """元/月. What is not said is None; both ends are known or neither."""

    salary_min: int | None = None
    salary_max: int | None = None
    base_pay: int | None = None
    salary_months: int | None = None
    is_negotiable: bool = False


@dataclass(frozen=True)
class Heading:
    """What the column's heading says of its cells: 薪资(千元/月) gives 千 and 月."""

    unit: str = ""
    period: str = ""


def heading_of(text: str) -> Heading:
    """Unit and period named in a heading; empty where it names none."""
    said = plain(text)
    unit = re.search(r"(千|k|万|w)", said)
    period = _period(said.replace("(", "/").replace("元", ""))
    in_yuan = "元" if "元" in said and not unit else ""
    return Heading(unit.group(1) if unit else in_yuan, period)


def read_pay(cell: Any, heading: Heading = Heading()) -> Reading[Pay]:
    """Raises UnreadableError where amount, unit or period cannot be told without guessing."""
    if isinstance(cell, dt.date):
        raise UnreadableError(EXPECTED_TEXT)
    text = _without_thousands(plain(cell))
    is_negotiable = bool(NEGOTIABLE.search(text))
    base, text = _base_of(text, heading)
    months, text = _months_of(text)
    if not re.search(r"[0-9]", text):
        if base is None and not is_negotiable:
            raise UnreadableError(EXPECTED)
        return Reading(Pay(base_pay=base, is_negotiable=is_negotiable))
    low, high, confidence = _range(text, heading)
    return Reading(Pay(low, high, base, months, is_negotiable), confidence)


def read_amount(cell: Any, heading: Heading = Heading()) -> Reading[int]:
    """One amount a month, as in columns of their own for 最低 and 最高."""
    read = read_pay(cell, heading)
    pay = read.value
    amount = pay.salary_min if pay.salary_min is not None else pay.base_pay
    if amount is None or pay.salary_max not in (None, amount):
        raise UnreadableError(_("一个金额，如 5000"))
    return Reading(amount, read.confidence)


def _without_thousands(text: str) -> str:
    return re.sub(r"(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))", "", text)


def _base_of(text: str, heading: Heading) -> tuple[int | None, str]:
    found = BASE.search(text)
    if not found:
        return None, text
    amount, unit = found.group(1) or found.group(3), found.group(2) or found.group(4)
    rest = text[: found.start()] + text[found.end() :]
    return _bounded(float(amount) * _factor(unit or heading.unit, float(amount))), rest


def _months_of(text: str) -> tuple[int | None, str]:
    found = MONTHS.search(text)
    if not found or not 1 <= int(found.group(1)) <= 24:
        return None, text
    return int(found.group(1)), text[: found.start()] + text[found.end() :]


def _range(text: str, heading: Heading) -> tuple[int, int, float]:
    if OTHER_PERIOD.search(text):
        raise UnreadableError(EXPECTED)
    found = RANGE.search(text)
    # Several amounts, such as one for the trial months: which one is meant is not ours to say.
    if found is None or re.search(r"[0-9]", text[: found.start()] + text[found.end() :]):
        raise UnreadableError(EXPECTED)
    low, low_unit, high, high_unit = found.groups()
    if high is None and OPEN_BELOW.search(text):
        raise UnreadableError(EXPECTED_BOUND)
    high = high or low
    units = _units(float(low), low_unit, float(high), high_unit or low_unit, heading)
    amounts = [float(low) * units[0], float(high) * units[1]]
    period = _period(text) or heading.period
    if not period and _may_be_yearly(text) and max(amounts) > HIGHEST_UNSAID:
        raise UnreadableError(EXPECTED_PERIOD)
    return _monthly(amounts, period or "月", text)


def _may_be_yearly(text: str) -> bool:
    """People count years in 万 and months in 千: 40-70K is a month's."""
    return not re.search(r"千|k", text)


def _monthly(amounts: list[float], period: str, text: str) -> tuple[int, int, float]:
    low, high = (_bounded(amount * PER_MONTH[period]) for amount in amounts)
    if low > high:
        raise UnreadableError(EXPECTED_ORDER)
    confidence = {"月": SURE, "年": CLEAR}.get(period, LIKELY)
    if OPEN_ABOVE.search(text) and low == high:
        confidence = min(confidence, LIKELY)
    return low, high, confidence


def _units(
    low: float, low_unit: str | None, high: float, high_unit: str | None, heading: Heading
) -> tuple[int, int]:
    """What each end is counted in: 5-8K are both thousands, 8000-1万 are not both 万."""
    if not low_unit and high_unit and low < 100:
        low_unit = high_unit
    if not high_unit and low_unit and high < 100:
        high_unit = low_unit
    return (
        _factor(low_unit or heading.unit, low),
        _factor(high_unit or heading.unit, high),
    )


def _factor(unit: str, amount: float) -> int:
    # A heading in 千元 above cells in 元 is a slip that is easily seen.
    return FACTORS[unit[0]] if unit and amount < 1_000 else 1


def _period(text: str) -> str:
    return next((name for name, pattern in PERIODS.items() if pattern.search(text)), "")


def _bounded(amount: float) -> int:
    if amount < LOWEST:
        raise UnreadableError(EXPECTED_UNIT)
    if amount > HIGHEST:
        raise UnreadableError(EXPECTED_SIZE)
    return round(amount)


def shown(pay: Pay) -> str:
    """The pay as a clerk checks it: 5,000–8,000 元/月."""
    if pay.salary_min is None:
        return text_of(_("面议")) if pay.base_pay is None else f"底薪 {pay.base_pay:,} 元/月"
    if pay.salary_min == pay.salary_max:
        return f"{pay.salary_min:,} 元/月"
    return f"{pay.salary_min:,}–{pay.salary_max:,} 元/月"
