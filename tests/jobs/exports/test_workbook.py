"""Cells are what was meant: texts stay texts whatever they begin with, in every reader."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
import python_calamine

from jobs.exports.tables import Column
from jobs.exports.workbook import workbook

PAYLOADS = [
    "=1+1",
    "=cmd|'/c calc'!A1",
    "+86 138",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\t=1+1",
    "\n=1+1",
    "  =HYPERLINK(A1)",
    "\ufeff=1+1",
    "|calc",
]
SINGLE = [Column("文字", lambda row: row)]


def book_of(rows, columns=SINGLE):
    return workbook("表", columns, iter(rows))


def as_calamine(content):
    (sheet,) = python_calamine.load_workbook(io.BytesIO(content)).sheet_names
    book = python_calamine.load_workbook(io.BytesIO(content))
    return book.get_sheet_by_name(sheet).to_python()


def as_openpyxl(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


@pytest.mark.parametrize("payload", PAYLOADS)
def test_formula_is_a_text_that_is_shown(payload):
    content = book_of([payload])

    assert as_calamine(content)[1] == [payload]
    cell = as_openpyxl(content)["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (payload, "s", True)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_harmless_text_is_a_text_and_needs_no_apostrophe():
    cell = as_openpyxl(book_of(["电焊工"]))["A2"]

    assert (cell.value, cell.number_format, cell.quotePrefix) == ("电焊工", "@", False)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("一\r\n二\r三", "一\n二\n三"),
        ("𠮷野·阿卜杜拉", "𠮷野·阿卜杜拉"),
        ("_x000D_", "_x000D_"),
        ("坏\x00\x07\ufffe字", "坏字"),
        ("1" * 18, "1" * 18),
        ("0012", "0012"),
        ("长" * 40_000, "长" * 32_767),
    ],
)
def test_text_comes_back_as_it_is(text, kept):
    content = book_of([text])

    assert as_calamine(content)[1] == [kept]


def test_numbers_and_dates_are_numbers_and_dates():
    columns = [
        Column("数", lambda row: 3104),
        Column("日", lambda row: dt.date(2026, 3, 5)),
        Column("时", lambda row: dt.datetime(2026, 3, 5, 9, 30)),
        Column("无", lambda row: None),
        Column("空", lambda row: ""),
    ]

    (row,) = as_calamine(book_of([None], columns))[1:]

    assert row == [3104, dt.date(2026, 3, 5), dt.datetime(2026, 3, 5, 9, 30), "", ""]


def test_headings_stay_in_view_and_can_be_filtered_by():
    sheet = as_openpyxl(book_of(["甲", "乙"]))

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:A3")


def test_empty_table_opens():
    assert as_calamine(book_of([])) == [["文字"]]
