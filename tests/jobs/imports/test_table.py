"""The table is found on a sheet however its author has dressed it up."""

import pytest

from jobs.imports import headings
from jobs.imports.files.opening import Sheet
from jobs.imports.headings import HeadingsError, key_of, known_headings
from jobs.imports.table import Skipped, find_table, letter_of

KIND = "postings"


def table_of(rows, merges=(), chosen=None):
    return find_table(Sheet("岗位", rows, list(merges)), KIND, chosen or {})


def values(table):
    return [[row.number, *row.cells] for row in table.rows]


def test_headings_are_known_however_they_are_written():
    keys = [
        key_of(text) for text in ("*岗位名称：", "岗位 名称", "岗位名称（必填）", "【岗位名称】")
    ]
    assert keys == ["岗位名称"] * 4
    assert sum(len(known_headings(kind)) for kind in (KIND, "employers", "participations")) > 400
    assert len([field for field in known_headings(KIND).values() if field == "salary"]) >= 20


def test_bad_line_of_the_list_is_named(monkeypatch):
    headings._all.cache_clear()
    monkeypatch.setattr(headings, "seed_lines", lambda name: [(3, "postings\ttitle")])
    with pytest.raises(HeadingsError, match=r"workbook_headings.tsv:3"):
        headings._all()
    headings._all.cache_clear()


def test_titles_totals_remarks_and_repeated_headings_are_no_data():
    table = table_of(
        [
            ["2026年岗位需求表", None, None],
            [],
            ["序号", "单位名称", "岗位名称"],
            [1, "甲公司", "焊工"],
            ["序号", "单位名称", "岗位名称"],
            [2, "乙公司", "合计员"],
            [],
            ["合计", None, 2],
            [None, "总计：2家", None],
            ["备注：以上为演示", None, None],
        ]
    )

    assert table.heading_row == 3
    assert values(table) == [[4, 1, "甲公司", "焊工"], [6, 2, "乙公司", "合计员"]]
    assert table.skipped == [
        Skipped("岗位", 5, "重复的表头"),
        Skipped("岗位", 8, "合计行"),
        Skipped("岗位", 9, "合计行"),
        Skipped("岗位", 10, "备注行"),
    ]


def test_two_heading_rows_are_one():
    table = table_of(
        [
            ["单位名称", "岗位名称", "薪资（千元）", None, "要求", None],
            [None, None, "最低", "最高", "学历", "工作经验"],
            ["甲公司", "焊工", 5, 8, "大专", "3年"],
        ]
    )
    fields = table.fields(KIND, {})

    assert {name: column.letter for name, column in fields.items()} == {
        "employer_name": "A",
        "title": "B",
        "salary_min": "C",
        "salary_max": "D",
        "education": "E",
        "experience": "F",
    }
    assert fields["salary_min"].heading == "薪资（千元）·最低"
    assert [row.number for row in table.rows] == [3]


def test_row_of_data_below_headings_is_not_a_second_heading():
    table = table_of([["单位名称", "岗位名称", None], ["甲公司", "岗位", "薪资"]])

    assert [row.number for row in table.rows] == [2]


def test_cell_merged_over_rows_says_the_same_in_each():
    rows = [
        ["单位名称", "岗位名称"],
        ["甲公司", "焊工"],
        [None, "电工"],
        [None, "钳工"],
        ["乙", "车工"],
    ]
    table = table_of(rows, merges=[((1, 0), (3, 0))])

    assert [row.cell(0) for row in table.rows] == ["甲公司", "甲公司", "甲公司", "乙"]


def test_lines_above_the_headings_speak_for_every_row():
    table = table_of(
        [
            ["某某招聘信息", None, None],
            ["单位名称：甲公司", None, "联系人", "张三"],
            ["岗位名称", "招聘人数", "薪资"],
            ["焊工", 3, "5-8K"],
        ]
    )

    assert table.said_above == {"employer_name": "甲公司", "contact_name": "张三"}


def test_chosen_meaning_goes_before_the_list():
    rows = [["厂家", "活儿", "岗位名称"], ["甲公司", "焊", "焊工"]]
    table = table_of(rows, chosen={"厂家": "employer_name", "活儿": ""})

    assert set(table.fields(KIND, {"厂家": "employer_name", "活儿": ""})) == {
        "employer_name",
        "title",
    }
    assert table.unknown(KIND, {"厂家": "employer_name", "活儿": ""}) == []
    assert [column.heading for column in table.unknown(KIND, {})] == ["厂家", "活儿"]


def test_sheet_of_prose_has_no_table():
    assert table_of([["填表说明"], ["一、请如实填写"], ["二、不要改动列名"]]) is None


def test_letters_of_columns():
    assert [letter_of(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"),
    ]
