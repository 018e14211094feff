"""A workbook is opened by what its bytes are, in a child that is bounded."""

import datetime as dt
import io

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError

from jobs.imports.files import limits, opening
from jobs.imports.files.opening import ErrorCell, open_workbook
from tests.jobs.imports.hostile_files import HEADINGS, ROW, old_rows, xls

CSV = "单位名称,岗位名称\n𠮷野·古丽,焊工\n"


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("gb18030"),
        CSV.encode("utf-16"),
        CSV.replace(",", "\t").encode(),
        CSV.replace(",", ";").encode("gb18030"),
    ],
)
def test_csv_is_read_in_the_encoding_that_it_proves_to_have(content):
    assert open_workbook(content)[0].rows == [["单位名称", "岗位名称"], ["𠮷野·古丽", "焊工"]]


def test_xlsx_gives_cells_dates_merges_and_errors_of_visible_sheets():
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("岗位&单位")
    sheet.write_row(0, 0, ["单位", 5.5])
    sheet.write_datetime(1, 0, dt.datetime(2026, 3, 5), book.add_format({"num_format": "yyyy/m/d"}))
    sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(2, 0, "=A1", None, "公式")
    sheet.merge_range(3, 0, 4, 0, "合并")
    book.add_worksheet("藏").hide()
    book.close()

    (only,) = open_workbook(content.getvalue())

    assert only.name == "岗位&单位"
    assert only.rows == [
        ["单位", 5.5],
        [dt.date(2026, 3, 5), ErrorCell("#DIV/0!")],
        ["公式", None],
        ["合并", None],
    ]
    assert only.merges == [((3, 0), (4, 0))]


def test_sheet_that_starts_lower_and_further_right_keeps_its_places(xlsx):
    rows = open_workbook(xlsx({"甲": [[], [], [None, None, "单位"], [None, None, "甲公司"]]}))[
        0
    ].rows

    assert rows == [[], [], [None, None, "单位"], [None, None, "甲公司"]]


def test_too_many_rows_are_refused(monkeypatch):
    lines = b"a,b\n" * (limits.ROWS + 1)

    with pytest.raises(ValidationError, match="20,000 行"):
        open_workbook(lines)


def test_content_far_below_the_rest_is_not_left_out_in_silence(xlsx):
    far = limits.ROWS + 200
    for content in (b"a,b\n" + b"\n" * far + b"c,d\n", xlsx({"a": [["a"], *[[]] * far, ["b"]]})):
        with pytest.raises(ValidationError, match="下方很远处还有内容"):
            open_workbook(content)


def test_too_large_a_file_is_refused_before_any_child_starts(monkeypatch):
    monkeypatch.setattr(opening, "_asked", None)
    with pytest.raises(ValidationError, match="10 MB"):
        open_workbook(b"x" * (limits.FILE_BYTES + 1))


def test_child_that_takes_too_long_is_ended(monkeypatch, xlsx):
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.001)

    with pytest.raises(ValidationError, match="超时"):
        open_workbook(xlsx({"甲": [["单位"]]}))


def test_old_xls_is_read():
    (sheet,) = open_workbook(xls(old_rows))

    assert sheet.name == "岗位"
    assert sheet.rows == [HEADINGS, ROW]
