"""xlsx and xls: cells, merged ranges and error cells of every visible sheet."""

import datetime as dt
import io
import itertools
from typing import Any

import python_calamine as calamine

from jobs.imports.files import archive, limits
from jobs.imports.files.refusal import RefusedFileError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_spreadsheet(content: bytes) -> list[dict[str, Any]]:
    """The visible sheets that have cells. Raises RefusedFileError."""
    errors: dict[str, list[tuple[int, int, str]]] = {}
    if content.startswith(ZIP):
        errors = archive.error_cells(archive.check_archive(content))
    elif ENCRYPTED in content:
        raise RefusedFileError("encrypted")
    try:
        return _sheets(content, errors)
    except calamine.PasswordError as error:
        raise RefusedFileError("encrypted") from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise RefusedFileError("broken") from error


def _sheets(content: bytes, errors: dict[str, list[tuple[int, int, str]]]) -> list[dict[str, Any]]:
    book = calamine.load_workbook(io.BytesIO(content))
    visible = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == calamine.SheetVisibleEnum.Visible
        and sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    if len(visible) > limits.SHEETS:
        raise RefusedFileError("sheets")
    found = [_sheet(book.get_sheet_by_name(name), errors.get(name, [])) for name in visible]
    return [sheet for sheet in found if sheet["rows"]]


def _sheet(sheet: calamine.CalamineSheet, errors: list[tuple[int, int, str]]) -> dict[str, Any]:
    if sheet.total_width > limits.COLUMNS:
        raise RefusedFileError("columns")
    return {
        "name": sheet.name,
        "rows": _rows(sheet),
        "merges": sheet.merged_cell_ranges or [],
        "errors": [cell for cell in errors if cell[0] < limits.ROWS],
    }


def _rows(sheet: calamine.CalamineSheet) -> list[list[Any]]:
    """Rows without the empty ones at the end.

    Raises RefusedFileError for content further down than is read.
    """
    if sheet.start is None:
        return []
    # Rows come from the first on, cells from the first column that holds anything.
    left = [None] * sheet.start[1]
    lines = sheet.iter_rows()
    rows: list[list[Any]] = [
        [*left, *map(_plain, cells)] if any(cell != "" for cell in cells) else []
        for cells in itertools.islice(lines, limits.ROWS + 100)
    ]
    # Nothing is left out in silence, however far down it stands.
    if any(cell != "" for cells in lines for cell in cells):
        raise RefusedFileError("rows")
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _plain(cell: Any) -> Any:
    """A cell as JSON has it; a date in an object of its own."""
    if cell == "":
        return None
    if isinstance(cell, dt.date):
        return {"date": cell.isoformat()}
    if isinstance(cell, dt.time | dt.timedelta):
        return str(cell)
    return cell
