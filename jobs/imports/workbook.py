"""A whole workbook of posts, employers or participations as checked rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jobs.imports.files.opening import Sheet
from jobs.imports.table import Column, Skipped, Table, find_table


@dataclass
class Workbook:
    """The tables of a file; `without_table` names sheets on which no headings were found."""

    kind: str
    tables: list[Table]
    without_table: list[str] = field(default_factory=list)

    def unknown(self, chosen: Mapping[str, str]) -> list[Column]:
        """Columns that nobody has said the meaning of, each heading once."""
        found: dict[str, Column] = {}
        for table in self.tables:
            for column in table.unknown(self.kind, chosen):
                found.setdefault(column.keys[0], column)
        return list(found.values())

    def rivals(self, chosen: Mapping[str, str]) -> list[tuple[str, list[Column]]]:
        """Fields with the columns, of one sheet, of which only one can be meant."""
        return [pair for table in self.tables for pair in table.rivals(self.kind, chosen).items()]

    def named(self, chosen: Mapping[str, str]) -> set[str]:
        """Fields that some sheet has a column for, or says above its headings."""
        fields: set[str] = set()
        for table in self.tables:
            fields |= {*table.fields(self.kind, chosen), *table.said_above}
        return fields

    @property
    def row_count(self) -> int:
        return sum(len(table.rows) for table in self.tables)

    @property
    def left_out(self) -> list[Skipped]:
        """Rows that are no data, and sheets without a table."""
        rows = [row for table in self.tables for row in table.skipped]
        return [*rows, *(Skipped(name, 0, "没有认出表头") for name in self.without_table)]


def tables_of(sheets: list[Sheet], kind: str, chosen: Mapping[str, str]) -> Workbook:
    """Raises ValidationError if no sheet has a table."""
    workbook = Workbook(kind, [])
    for sheet in sheets:
        table = find_table(sheet, kind, chosen)
        if table is None:
            workbook.without_table.append(sheet.name)
        else:
            workbook.tables.append(table)
    if not workbook.row_count:
        raise ValidationError(
            _("没有找到表头和数据。请检查第一行是不是列名，如“单位名称”“岗位名称”。"),
            code="no_table",
        )
    return workbook
