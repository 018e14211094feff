"""Pay in everyday words becomes 元/月, or the cell is refused with what would do."""

import datetime as dt

import pytest

from jobs.imports.values.pay import Heading, Pay, heading_of, read_amount, read_pay
from jobs.imports.values.reading import CLEAR, UnreadableError

READ = {
    "5-8K": Pay(5000, 8000),
    "5k-8k": Pay(5000, 8000),
    "５－８Ｋ": Pay(5000, 8000),
    "5千-8千": Pay(5000, 8000),
    "5-8千": Pay(5000, 8000),
    "0.8-1万/月": Pay(8000, 10000),
    "8千-1.2万": Pay(8000, 12000),
    "8000-1万": Pay(8000, 10000),
    "8万/年": Pay(6667, 6667),
    "年薪10-15万": Pay(8333, 12500),
    "10-15万/年": Pay(8333, 12500),
    "200/天": Pay(4350, 4350),
    "200-300元/天": Pay(4350, 6525),
    "日薪260": Pay(5655, 5655),
    "25元/小时": Pay(4350, 4350),
    "面议": Pay(is_negotiable=True),
    "薪资面议": Pay(is_negotiable=True),
    "5000-8000": Pay(5000, 8000),
    "5,000-8,000元": Pay(5000, 8000),
    "5000～8000元/月": Pay(5000, 8000),
    "5000—8000": Pay(5000, 8000),
    "5000至8000元": Pay(5000, 8000),
    "6500": Pay(6500, 6500),
    6500.0: Pay(6500, 6500),
    "5000以上": Pay(5000, 5000),
    "1.5-2.5万·13薪": Pay(15000, 25000, salary_months=13),
    "25-35k·16薪": Pay(25000, 35000, salary_months=16),
    "底薪4000+提成": Pay(base_pay=4000),
    "4000底薪+提成，综合6000-9000": Pay(6000, 9000, base_pay=4000),
    "3000-5000+提成": Pay(3000, 5000),
    "40-70k·15薪": Pay(40000, 70000, salary_months=15),
    "8-12K，可面议": Pay(8000, 12000, is_negotiable=True),
}


@pytest.mark.parametrize("cell", READ)
def test_pay_is_read(cell):
    assert read_pay(cell).value == READ[cell]


UNREADABLE = {
    "5-8": "写明单位",
    "15-25": "写明单位",
    "8万": "写明是每月还是每年",
    "30-50万": "写明是每月还是每年",
    "8000-5000": "上限不低于下限",
    "3000以下": "写出下限",
    "高薪": "薪资，如",
    "100元/次": "薪资，如",
    "试用期4000，转正6000": "薪资，如",
    "0-5000": "写明单位",
    "99999999元/月": "不超过 1,000,000",
    # Arabic-Indic digits are digits to Python's \\d but not to us: refused, not misread.
    "٥٠٠٠": "薪资，如",
    dt.date(2026, 5, 8): "Excel 把它变成了日期",
}


@pytest.mark.parametrize("cell", UNREADABLE)
def test_pay_is_not_guessed(cell):
    with pytest.raises(UnreadableError, match=UNREADABLE[cell]):
        read_pay(cell)


def test_heading_says_unit_and_period():
    assert heading_of("薪资（千元/月）") == Heading("千", "月")
    assert heading_of("年薪(万元)") == Heading("万", "年")
    assert heading_of("薪资(元/月)") == Heading("元", "月")
    assert heading_of("薪资") == Heading("", "")

    assert read_pay("5-8", heading_of("薪资（千元/月）")).value == Pay(5000, 8000)
    assert read_pay("10-15", heading_of("年薪(万元)")).value == Pay(8333, 12500)
    assert read_pay("8000", heading_of("薪资（千元/月）")).value == Pay(8000, 8000)


def test_pay_by_the_day_is_to_be_looked_at():
    assert read_pay("200/天").confidence < CLEAR
    assert read_pay("5-8K").confidence >= CLEAR


def test_one_amount_is_one_amount():
    assert read_amount("5000元").value == 5000
    with pytest.raises(UnreadableError, match="一个金额"):
        read_amount("5000-8000")
    with pytest.raises(UnreadableError, match="一个金额"):
        read_amount("面议")
