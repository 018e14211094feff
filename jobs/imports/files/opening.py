"""Opens a workbook in a child process and answers with its sheets, or with why not."""

import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jobs.imports.files import limits

PROJECT = Path(__file__).resolve().parents[3]

REFUSALS = {
    "empty": _("文件里没有内容。"),
    "broken": _("文件已损坏，或不是 Excel 工作簿。请用 Excel 或 WPS 另存为 xlsx 后再上传。"),
    "bomb": _("文件展开后过大，没有读取。请只保留要导入的表格，另存为 xlsx 后再上传。"),
    "encrypted": _("文件设了密码。请先取消密码保护，再上传。"),
    "not_a_workbook": _("这不是 Excel 工作簿。请上传 xlsx、xls 或 csv 文件。"),
    "web_page": _("这是网页文件，只是扩展名像表格。请用 Excel 或 WPS 另存为 xlsx 后再上传。"),
    "binary": _("这不是表格文件。请上传 xlsx、xls 或 csv 文件。"),
    "encoding": _("文字编码不是 UTF-8 或 GB18030，或混用了两种。请另存为 xlsx 后再上传。"),
    "sheets": _("工作表超过 %(sheets)s 张，请分几次导入。"),
    "rows": _("内容超过 %(rows)s 行，或下方很远处还有内容。请删去多余的，或分几个文件导入。"),
    "columns": _("列数超过 %(columns)s 列。请删去表格右边多余的内容。"),
    "size": _("文件超过 %(size)s MB，请分几个文件导入。"),
    "slow": _("文件太复杂，读取超时。请只保留要导入的表格，另存为 xlsx 后再上传。"),
}
BOUNDS = {
    "sheets": limits.SHEETS,
    "rows": f"{limits.ROWS:,}",
    "columns": limits.COLUMNS,
    "size": limits.FILE_BYTES // limits.MEGABYTE,
}


@dataclass(frozen=True)
class ErrorCell:
    """A cell whose formula failed, such as #DIV/0!."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Sheet:
    """Cells by row and column from 0; empty ones are None. A CSV's sheet has no name."""

    name: str
    rows: list[list[Any]]
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


def refusal(code: str) -> ValidationError:
    return ValidationError(REFUSALS[code], code=code, params=BOUNDS)


def open_workbook(content: bytes) -> list[Sheet]:
    """The visible sheets that have cells; raises ValidationError saying why the file is not read.

    What the file is, is told by its bytes. The child has memory and time of its own, bounded.
    """
    if len(content) > limits.FILE_BYTES:
        raise refusal("size")
    answer = _asked(content)
    if "refused" in answer:
        raise refusal(answer["refused"])
    return [_sheet(sheet) for sheet in answer["sheets"]]


def _asked(content: bytes) -> dict[str, Any]:
    try:
        child = subprocess.run(
            [sys.executable, "-m", "jobs.imports.files.child"],
            input=content,
            capture_output=True,
            check=False,
            cwd=PROJECT,
            env={},
            timeout=limits.WALL_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise refusal("slow") from error
    if child.returncode:
        # Killed by its own bounds: SIGXCPU for time, anything else for memory.
        raise refusal("slow" if child.returncode in (-24, -9) else "bomb")
    return dict(json.loads(child.stdout))


def _sheet(sheet: dict[str, Any]) -> Sheet:
    rows = [[_value(cell) for cell in row] for row in sheet["rows"]]
    for row, column, text in sheet["errors"]:
        # A row of nothing but errors is empty to the reader of cells.
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = ErrorCell(text)
    merges = [(tuple(first), tuple(last)) for first, last in sheet["merges"]]
    return Sheet(sheet["name"], rows, merges)


def _value(cell: Any) -> Any:
    if isinstance(cell, dict):
        text = cell["date"]
        return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
    if isinstance(cell, str):
        return cell.strip() or None
    return cell
