"""The bad rows of an import as a workbook, each with its errors beside the cells.

Once mended it can be uploaded as it is: the columns that say what is wrong are known and left out.
"""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter

from jobs.imports.checking import workbook_of
from jobs.imports.headings import REMARK
from jobs.imports.table import Column, Row, Table
from jobs.imports.values.reading import text_of
from jobs.models import ImportRun

WHOLE_ROW = f"{REMARK}整行"
WIDTH, WIDE = 16, 36
Remarks = Mapping[int, Mapping[str, str]]


def marked_workbook(run: ImportRun) -> bytes:
    """Raises ValidationError where the run's file cannot be read any more."""
    remarks = _by_sheet(run.problems)
    content = io.BytesIO()
    # Text stays text: a cell that starts with = is shown and never computed.
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    styles = {
        "head": book.add_format({"bold": True, "bg_color": "#E8EEF0", "text_wrap": True}),
        "bad": book.add_format({"bg_color": "#FBE3DE"}),
        "remark": book.add_format({"font_color": "#B93A22", "text_wrap": True}),
    }
    for table in workbook_of(run).tables:
        if table.sheet in remarks:
            sheet = book.add_worksheet(table.sheet or "Sheet1")
            _write(sheet, table, remarks[table.sheet], styles)
    book.close()
    return content.getvalue()


def _by_sheet(problems: Iterable[Mapping[str, Any]]) -> dict[str, dict[int, dict[str, str]]]:
    """Sheet, row and letter of the column (none for the whole row) to what is expected."""
    found: defaultdict[str, dict[int, dict[str, str]]] = defaultdict(dict)
    for problem in problems:
        row = found[problem["sheet"]].setdefault(problem["row"], {})
        row[problem["column"]] = problem["meant"]
    return dict(found)


def _write(sheet: Any, table: Table, remarks: Remarks, styles: Mapping[str, Any]) -> None:
    columns = _columns(table, remarks)
    for place, (column, is_remark) in enumerate(columns):
        heading = f"{REMARK}{column.heading}" if is_remark else column.heading
        sheet.write_string(0, place, heading or WHOLE_ROW, styles["head"])
        sheet.set_column(place, place, WIDE if is_remark else WIDTH)
    bad_rows = [row for row in table.rows if row.number in remarks]
    for number, row in enumerate(bad_rows, 1):
        for place, (column, is_remark) in enumerate(columns):
            _write_cell(sheet, (number, place), row, column, is_remark, remarks, styles)
    sheet.freeze_panes(1, 0)


def _columns(table: Table, remarks: Remarks) -> list[tuple[Column, bool]]:
    """The columns in their order, each with one for remarks beside it if it has any."""
    with_remarks = {letter for row in remarks.values() for letter in row}
    columns: list[tuple[Column, bool]] = []
    for column in table.columns:
        columns.append((column, False))
        if column.letter in with_remarks:
            columns.append((column, True))
    if "" in with_remarks:
        columns.append((Column(-1, "整行", ()), True))
    return columns


def _write_cell(
    sheet: Any,
    place: tuple[int, int],
    row: Row,
    column: Column,
    is_remark: bool,
    remarks: Remarks,
    styles: Mapping[str, Any],
) -> None:
    letter = column.letter if column.index >= 0 else ""
    wrong = remarks[row.number].get(letter)
    if is_remark:
        sheet.write_string(*place, wrong or "", styles["remark"])
    else:
        style = [styles["bad"]] if wrong else []
        sheet.write_string(*place, text_of(row.cell(column.index)), *style)
