"""Workbooks of who takes part in a fair: their fields, and what a row says."""

from django.utils.translation import gettext_lazy as _

from jobs.actions.participation_imports import WantedParticipation
from jobs.actions.wanted import WantedEmployer
from jobs.imports.cells import CellReader, CheckedRow, Field, by_cell
from jobs.imports.code_tables import CodeTables
from jobs.imports.posting_fields import NAME_LENGTH
from jobs.imports.table import Row
from jobs.imports.values.counts import read_number
from jobs.imports.values.texts import read_line, read_uscc

NEEDED = ("employer_name",)
COLUMNS = ("power_w", "sockets", "needs")


def fields_of(tables: CodeTables) -> dict[str, Field]:
    """Every field, in the order in which a clerk chooses among them."""
    return {
        "employer_name": by_cell(_("单位名称"), read_line, longest=NAME_LENGTH),
        "employer_uscc": by_cell(_("统一社会信用代码"), read_uscc),
        "venue": by_cell(_("会场"), read_line, longest=80),
        "booth": by_cell(_("展位号"), read_line, longest=8),
        "power_w": by_cell(_("用电功率"), read_number),
        "sockets": by_cell(_("插座数"), read_number, most=1_000),
        "needs": by_cell(_("其他需要"), read_line, longest=200),
    }


class ParticipationRowReader:
    """Reads the rows of one table of participations."""

    def __init__(self, cells: CellReader, tables: CodeTables) -> None:
        self.cells = cells

    def read(self, sheet: str, row: Row) -> CheckedRow | None:
        """None for a row that says nothing in any known column."""
        read = self.cells.read(sheet, row)
        if read.says_nothing(self.cells.said_above):
            return None
        self.cells.check_needed(read, NEEDED)
        if read.problems:
            return CheckedRow(read, None)
        said = read.values
        wanted = WantedParticipation(
            WantedEmployer(said["employer_name"], said.get("employer_uscc", "")),
            {name: said[name] for name in COLUMNS if name in said},
            said.get("booth", ""),
            said.get("venue", ""),
        )
        return CheckedRow(read, wanted)
