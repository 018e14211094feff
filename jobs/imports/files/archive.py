"""An xlsx is a zip: what it declares is looked at before anything is unpacked."""

import io
import re
import zipfile
from typing import IO

from jobs.imports.files import limits
from jobs.imports.files.refusal import RefusedFileError

PIECE = 1 << 16
# The longest text between a cell's tag and the end of its value: where two pieces overlap.
OVERLAP = 512
ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")(?=[^>]*\br="([A-Z]{1,3})([0-9]{1,7})")[^>]*>'
    rb"(?:(?!</(?:\w+:)?c>).){0,400}?<(?:\w+:)?v>([^<]{1,20})<",
    re.DOTALL,
)
SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
RELATION_TAG = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


def check_archive(content: bytes) -> zipfile.ZipFile:
    """The opened archive; raises RefusedFileError for one that would unpack to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise RefusedFileError("broken") from error
    parts = archive.infolist()
    if len(parts) > limits.ARCHIVE_PARTS:
        raise RefusedFileError("bomb")
    if sum(part.file_size for part in parts) > limits.UNPACKED_BYTES:
        raise RefusedFileError("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedFileError("encrypted")
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise RefusedFileError("not_a_workbook")
    return archive


def error_cells(archive: zipfile.ZipFile) -> dict[str, list[tuple[int, int, str]]]:
    """(row, column, what stands there) of cells such as #DIV/0!, by the name of their sheet.

    The reader gives them as empty cells, so they are looked for here.
    """
    found = {}
    for name, path in _sheet_paths(archive).items():
        with archive.open(path) as part:
            cells = _error_cells_of(part)
        if cells:
            found[name] = cells
    return found


def _error_cells_of(part: IO[bytes]) -> list[tuple[int, int, str]]:
    cells = {}
    kept = b""
    while piece := part.read(PIECE):
        text = kept + piece
        for match in ERROR_CELL.finditer(text):
            column, row, value = match.groups()
            cells[int(row) - 1, _column_index(column.decode())] = value.decode(errors="replace")
        kept = text[-OVERLAP:]
        if len(cells) > limits.ROWS:
            break
    return [(row, column, value) for (row, column), value in sorted(cells.items())]


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of each sheet to its part of the archive; empty where the parts are elsewhere."""
    try:
        book = archive.read("xl/workbook.xml")
        relations = archive.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return {}
    targets = {
        _attribute(tag, b"Id"): _attribute(tag, b"Target")
        for tag in RELATION_TAG.findall(relations)
    }
    paths = {}
    for tag in SHEET_TAG.findall(book):
        target = targets.get(_attribute(tag, rb"\w+:id"), "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if path in archive.namelist():
            paths[_unescaped(_attribute(tag, b"name"))] = path
    return paths


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb'="([^"]*)"', tag)
    return found.group(1).decode(errors="replace") if found else ""


def _unescaped(text: str) -> str:
    for escaped, plain in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(escaped, plain)
    return text
