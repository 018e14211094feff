"""The process that opens a stranger's file: bytes on stdin, JSON on stdout, bounds on itself.

`python -m jobs.imports.files.child`. Ended from outside for taking too long, from within for taking
too much memory; either way the site that asked goes on.
"""

import json
import resource
import sys
from typing import Any

from jobs.imports.files import limits
from jobs.imports.files.refusal import RefusedFileError


def bound() -> None:
    """Give this process no more memory and time than a workbook needs; and no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(content: bytes) -> list[dict[str, Any]]:
    """The sheets of a workbook by what it is, whatever its name says. Raises RefusedFileError."""
    # Loaded under the bounds: the reader of spreadsheets is somebody else's native code.
    from jobs.imports.files import delimited, spreadsheet  # noqa: PLC0415

    if not content.strip():
        raise RefusedFileError("empty")
    is_spreadsheet = content.startswith((spreadsheet.OLE, spreadsheet.ZIP))
    read_it = spreadsheet.read_spreadsheet if is_spreadsheet else delimited.read_delimited
    sheets = read_it(content)
    check_size(sheets)
    return sheets


def check_size(sheets: list[dict[str, Any]]) -> None:
    """Raise RefusedFileError for more than the site takes in one file."""
    rows = [row for sheet in sheets for row in sheet["rows"]]
    if not any(rows):
        raise RefusedFileError("empty")
    if sum(1 for row in rows if row) > limits.ROWS:
        raise RefusedFileError("rows")
    if any(len(row) > limits.COLUMNS for row in rows):
        raise RefusedFileError("columns")
    if sum(map(len, rows)) > limits.CELLS:
        raise RefusedFileError("rows")


def answer(content: bytes) -> dict[str, Any]:
    try:
        return {"sheets": read(content)}
    except RefusedFileError as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": "bomb"}


def main() -> None:
    bound()
    text = json.dumps(answer(sys.stdin.buffer.read()), ensure_ascii=False, separators=(",", ":"))
    # A lone half of a surrogate pair, which some files hold, has no place in UTF-8.
    data = text.encode("utf-8", "replace")
    if len(data) > limits.ANSWER_BYTES:
        data = b'{"refused":"bomb"}'
    sys.stdout.buffer.write(data)


if __name__ == "__main__":
    main()
