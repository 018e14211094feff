"""Writes an xlsx row by row: each row goes to a temporary file, none stays in memory.

A text is written as a text, whatever it begins with: it is shown and never computed. Where a
spreadsheet would take it for a formula once the cell is edited or saved as CSV, the cell also says
that it is quoted (`quotePrefix`, what an apostrophe does in Excel).
"""

import datetime as dt
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter

from jobs.exports.tables import Cell, Column

# What starts a formula in Excel, WPS or LibreOffice, full-width signs too, also behind blanks.
FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠|%]|[\t\r\n]")
# Characters that no cell may hold (XML 1.0) or that turn the text around; line ends are one sign.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# Excel refuses longer texts.
LONGEST = 32_767
FONT = {"font_name": "等线", "font_size": 11, "valign": "top"}


def text_of(text: str) -> str:
    """A text as a cell holds it: one kind of line end, nothing that XML cannot say."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]


class WorkbookFile:
    """A workbook that is being written; as a context it leaves its bytes in `content`."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name) / "book.xlsx"
        options = {
            "constant_memory": True,
            "tmpdir": self._folder.name,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
            "remove_timezone": False,
        }
        self._book = xlsxwriter.Workbook(str(self._path), options)
        head = {"bold": True, "bg_color": "#E4EEEE", "bottom": 1, "text_wrap": True}
        self._head = self._book.add_format({**FONT, **head, "num_format": "@"})
        self._text = self._book.add_format({**FONT, "num_format": "@"})
        self._quoted = self._book.add_format({**FONT, "num_format": "@", "quote_prefix": True})
        self._number = self._book.add_format({**FONT, "num_format": "0"})
        self._day = self._book.add_format({**FONT, "num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({**FONT, "num_format": "yyyy-mm-dd hh:mm"})
        self.content = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._book.close()
            if error is None:
                self.content = self._path.read_bytes()
        finally:
            self._folder.cleanup()

    def sheet(self, name: str, columns: Sequence[Column], rows: Iterable[Any]) -> None:
        """Add a sheet: headings that stay in view and can be filtered by, then a row for each."""
        sheet = self._book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading, self._head)
        sheet.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                self._write(sheet, last, place, column.value(row))
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _write(self, sheet: Any, row: int, place: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            text = text_of(cell)
            style = self._quoted if FORMULA.match(text) else self._text
            sheet.write_string(row, place, text, style)
        elif isinstance(cell, dt.datetime):
            sheet.write_datetime(row, place, cell.replace(tzinfo=None), self._moment)
        elif isinstance(cell, dt.date):
            sheet.write_datetime(row, place, cell, self._day)
        else:
            sheet.write_number(row, place, cell, self._number)


def workbook(name: str, columns: Sequence[Column], rows: Iterator[Any]) -> bytes:
    """A workbook with one sheet."""
    with WorkbookFile() as book:
        book.sheet(name, columns, rows)
    return book.content
