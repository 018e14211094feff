"""Dates, years, numbers, education and closed lists in everyday words."""

import datetime as dt

import pytest

from jobs.imports.values.choices import read_choice, read_size
from jobs.imports.values.counts import read_headcount, read_number, read_years, read_yes
from jobs.imports.values.dates import read_date
from jobs.imports.values.educations import read_education
from jobs.imports.values.numerals import number_of
from jobs.imports.values.reading import UnreadableError, text_of
from jobs.imports.values.texts import read_items, read_phone, read_uscc

RANKS = {"10": 6, "11": 7, "14": 6, "20": 5, "30": 4, "40": 3, "41": 3, "44": 3, "47": 3}
RANKS |= {"60": 3, "70": 2, "80": 1, "90": 0}


@pytest.mark.parametrize(
    "cell",
    [
        *("2026.3.5", "2026年3月5日", "2026/03/05", "2026-3-5", "20260305", "二〇二六年三月五日"),
        *("2026年3月5日止", "2026-03-05 00:00:00", "２０２６．３．５", 46086.0, "46086"),
        *(dt.date(2026, 3, 5), dt.datetime(2026, 3, 5, 9, 30)),
    ],
)
def test_date_is_read(cell):
    assert read_date(cell).value == dt.date(2026, 3, 5)


def test_no_end_is_no_date():
    assert read_date("长期有效").value is None


@pytest.mark.parametrize("cell", ["3月5日", "2026年3月", "明天", "2026.2.30", "2026.13.1", "5"])
def test_date_is_not_guessed(cell):
    with pytest.raises(UnreadableError):
        read_date(cell)


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        *(("3年以上", 3), ("1-3年", 1), ("3-5年经验", 3), ("不限", 0), ("应届生", 0), ("三年", 3)),
        *(
            ("经验不限", 0),
            ("无", 0),
            (2.0, 2),
            ("两年以上工作经验", 2),
            ("1年以下", 0),
            ("十年", 10),
        ),
        *(("无工作经验", 0), ("3-4年经验", 3), ("6个月", 0)),
    ],
)
def test_years_are_read(cell, years):
    assert read_years(cell).value == years


@pytest.mark.parametrize(
    ("cell", "people"),
    [("3", 3), ("3人", 3), ("招1人", 1), ("若干", None), ("3-5人", 5), ("十名", 10), (2.0, 2)],
)
def test_headcount_is_read(cell, people):
    assert read_headcount(cell).value == people


@pytest.mark.parametrize("cell", ["很多", "0", "-", "10000", "1.5", "1/2/3"])
def test_headcount_is_not_guessed(cell):
    with pytest.raises(UnreadableError):
        read_headcount(cell)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        *(("大专及以上", "30"), ("本科", "20"), ("统招本科以上学历", "20"), ("学历不限", None)),
        *(("硕士研究生", "14"), ("研究生", "10"), ("博士", "11"), ("初中及以上", "70")),
        *(("中专/技校", "41"), ("中等职业教育", "40"), ("大专或本科", "30"), ("专科以上", "30")),
        *(("高职", "30"), ("职高", "44"), ("不限", None)),
    ],
)
def test_education_is_read(cell, code):
    assert read_education(cell, RANKS).value == code


def test_education_of_another_kind_is_refused():
    with pytest.raises(UnreadableError, match="学历，如"):
        read_education("身体健康", RANKS)


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        *(("nature", "民营公司", "private"), ("nature", "国企", "state_owned")),
        *(("nature", "中外合资", "foreign"), ("nature", "个体工商户", "self_employed")),
        *(("employment_type", "全职", "full_time"), ("employment_type", "派遣制", "dispatch")),
        *(("shift", "长白班", "day"), ("shift", "四班三运转", "three_shifts")),
    ],
)
def test_choice_is_read(name, cell, value):
    assert read_choice(cell, name).value == value


def test_choice_outside_the_list_is_refused_with_the_list():
    with pytest.raises(UnreadableError, match="全职、兼职、实习、劳务派遣"):
        read_choice("看情况", "employment_type")


@pytest.mark.parametrize(
    ("cell", "size"),
    [
        *(("100-499人", "100-499"), ("少于50人", "20-99"), ("150-500人", "100-499")),
        *(("1000-5000人", "1000-9999"), ("10000人以上", "10000+"), ("约20人", "20-99")),
        *((8.0, "1-19"), ("1万人以上", "10000+")),
    ],
)
def test_size_is_read(cell, size):
    assert read_size(cell).value == size


@pytest.mark.parametrize(
    "cell",
    [
        *("13800001234", "+86 138 0000 1234", "86-13800001234", "138-0000-1234", 13800001234.0),
        "1.3800001234E+10",
    ],
)
def test_phone_is_read(cell):
    assert read_phone(cell).value == "+8613800001234"


@pytest.mark.parametrize("cell", ["1380000123", "0316-2110000", "+1 650 253 0000", "联系张经理"])
def test_phone_that_is_no_chinese_mobile_is_refused(cell):
    with pytest.raises(UnreadableError, match="手机号"):
        read_phone(cell)


def test_credit_code_is_checked_to_its_last_character():
    assert read_uscc(" 91350100m000100y43 ").value == "91350100M000100Y43"
    with pytest.raises(UnreadableError, match="校验位"):
        read_uscc("91350100M000100Y44")
    with pytest.raises(UnreadableError, match="设为文本"):
        read_uscc("9.13501E+17")


def test_short_texts_are_parted():
    assert read_items("五险一金、包吃住，年终奖 五险一金").value == ["五险一金", "包吃住", "年终奖"]
    with pytest.raises(UnreadableError, match="40 个字"):
        read_items("长" * 41)


def test_numbers_and_yes():
    assert [read_number(cell).value for cell in ("1500W", "1.5kW", "2个", "无", 3.0)] == [
        1500,
        1500,
        2,
        0,
        3,
    ]
    assert [read_yes(cell).value for cell in ("是", "√", "否", True)] == [True, True, False, True]
    with pytest.raises(UnreadableError):
        read_yes("也许")


def test_numerals():
    said = {
        "十": 10,
        "二十": 20,
        "十二": 12,
        "一百零五": 105,
        "二〇二六": 2026,
        "两": 2,
        "甲": None,
    }
    assert {text: number_of(text) for text in said} == said


def test_text_of_a_cell_is_as_one_reads_it():
    assert text_of(138.0) == "138"
    assert text_of(0.5) == "0.5"
    assert text_of("𠮷野·古丽\x07\u200b\r\n家") == "𠮷野·古丽\n家"
