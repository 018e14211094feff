"""CSV as people save it: the encoding is proved, never guessed; comma, semicolon or tab."""

import codecs
import csv
import io
import itertools
from typing import Any

from jobs.imports.files import limits
from jobs.imports.files.refusal import RefusedFileError

BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
DELIMITERS = ",\t;"
LONGEST_CELL = 100_000


def decoded(content: bytes) -> str:
    """The text: by its byte order mark, else as strict UTF-8, else as strict GB18030.

    Raises RefusedFileError for bytes that are neither, such as two encodings in one file.
    """
    marked = next((name for bom, name in BOMS.items() if content.startswith(bom)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedFileError("encoding")


def read_delimited(content: bytes) -> list[dict[str, Any]]:
    """The one sheet of a CSV. Raises RefusedFileError."""
    text = decoded(content)
    if "\0" in text:
        raise RefusedFileError("binary")
    if text.lstrip()[:200].lower().startswith(("<html", "<!doctype", "<table", "<?xml")):
        raise RefusedFileError("web_page")
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        rows = list(itertools.islice(reader, limits.ROWS + 100))
        # Nothing is left out in silence, however far down it stands.
        if any(any(cells) for cells in reader):
            raise RefusedFileError("rows")
    except csv.Error as error:
        raise RefusedFileError("broken") from error
    return [{"name": "", "rows": rows, "merges": [], "errors": []}]


def _delimiter(text: str) -> str:
    """The one that the first lines have most of; a comma if they have none."""
    head = "\n".join(text.splitlines()[:20])
    return max(DELIMITERS, key=head.count)
