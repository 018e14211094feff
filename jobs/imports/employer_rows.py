"""Workbooks of employers: their fields, and what a row says as an employer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.actions.wanted import WantedEmployer
from jobs.choices import EmployerNature, EmployerSize
from jobs.imports.cells import CellReader, CheckedRow, Field, by_cell
from jobs.imports.code_tables import CodeTables
from jobs.imports.posting_fields import NAME_LENGTH, PERSON_LENGTH, industry_shown, place_shown
from jobs.imports.table import Row
from jobs.imports.values.choices import read_choice, read_size
from jobs.imports.values.industries import read_industry
from jobs.imports.values.places import read_place
from jobs.imports.values.texts import read_line, read_phone, read_text, read_uscc

NEEDED = ("name",)
ADDRESS_LENGTH = 200
DIRECT = ("nature", "size", "introduction", "contact_name", "contact_phone")


def fields_of(tables: CodeTables) -> dict[str, Field]:
    """Every field, in the order in which a clerk chooses among them."""
    return {
        "name": by_cell(_("单位名称"), read_line, longest=NAME_LENGTH),
        "uscc": by_cell(_("统一社会信用代码"), read_uscc),
        "nature": by_cell(
            _("单位性质"), read_choice, lambda value: EmployerNature(value).label, name="nature"
        ),
        "size": by_cell(_("规模"), read_size, lambda value: EmployerSize(value).label),
        "industry": by_cell(
            _("行业"),
            read_industry,
            lambda found: industry_shown(found, tables),
            names=tables.industries,
        ),
        "region": by_cell(
            _("所在地区"),
            read_place,
            lambda place: place_shown(place, tables),
            gazetteer=tables.places,
        ),
        "address": by_cell(_("地址"), read_line, longest=ADDRESS_LENGTH),
        "introduction": by_cell(_("单位简介"), read_text),
        "contact_name": by_cell(_("联系人"), read_line, longest=PERSON_LENGTH),
        "contact_phone": by_cell(_("联系手机"), read_phone),
    }


class EmployerRowReader:
    """Reads the rows of one table of employers."""

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
        values = {name: read.values[name] for name in DIRECT if name in read.values}
        values |= _place(read.values) | _industry(read.values)
        wanted = WantedEmployer(read.values["name"], read.values.get("uscc", ""), values)
        return CheckedRow(read, wanted)


def _place(values: dict[str, Any]) -> dict[str, Any]:
    """County and address; a place that is no county of the table keeps its words."""
    place = values.get("region")
    address = values.get("address") or (place.text if place else "")
    found = {"region_id": place.code} if place and place.code else {}
    return {**found, **({"address": address} if address else {})}


def _industry(values: dict[str, Any]) -> dict[str, Any]:
    found = values.get("industry")
    if found is None:
        return {}
    named = {"industry_id": found.section, "emerging_industry_id": found.emerging}
    return {name: code for name, code in named.items() if code}
