"""The shipped code tables, and workbooks made on the spot."""

import datetime as dt
from io import BytesIO

import pytest
import xlsxwriter
from django.conf import settings
from django.db import transaction

from jobs.imports.code_tables import CodeTables
from tongwulang.site.seed_tables import load_seeds


@pytest.fixture(scope="module")
def _seeded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        list(load_seeds(settings.BASE_DIR / "seeds"))
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def tables(_seeded, django_db_blocker):
    """The code tables as shipped."""
    with django_db_blocker.unblock():
        return CodeTables.load()


@pytest.fixture
def xlsx():
    """Makes the bytes of a workbook: xlsx({"Sheet1": rows}, merges={"Sheet1": ["A1:C1"]})."""

    def make(sheets, merges=None):
        content = BytesIO()
        book = xlsxwriter.Workbook(content, {"in_memory": True})
        # The same cells are the same bytes, whenever they are written.
        book.set_properties({"created": dt.datetime(2026, 3, 5)})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell)
            for area in (merges or {}).get(name, ()):
                sheet.merge_range(area, _first_cell(rows, area))
        book.close()
        return content.getvalue()

    return make


def _first_cell(rows, area):
    row, column = xlsxwriter.utility.xl_cell_to_rowcol(area.split(":")[0])
    return rows[row][column]
