"""What a row of a workbook says as a post, and what it lacks to be anybody's."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.actions.wanted import WantedEmployer, WantedPosting
from jobs.choices import Audience
from jobs.imports.cells import CellReader, CheckedRow, ReadRow
from jobs.imports.code_tables import CodeTables
from jobs.imports.table import Row
from jobs.imports.values.majors import MajorNames
from jobs.imports.values.occupations import read_occupation
from jobs.imports.values.places import ELSEWHERE
from jobs.imports.values.reading import LIKELY

NEEDED = ("employer_name", "title")
ADDRESS_LENGTH = 200
# Fields whose value goes into a column of the post as it is, under this name.
COLUMNS = {
    "own_number": "own_number",
    "title": "title",
    "occupation": "occupation_id",
    "headcount": "headcount",
    "duties": "duties",
    "employment_type": "employment_type",
    "shift": "shift",
    "expires_on": "expires_on",
    "salary_min": "salary_min",
    "salary_max": "salary_max",
    "base_pay": "base_pay",
    "salary_months": "salary_months",
    "benefits": "benefits",
    "education": "education_min_id",
    "experience": "experience_min",
    "certificates": "certificates",
    "skills": "skills",
    "requirements": "requirements",
    **{f"for_{audience}": f"for_{audience}" for audience in Audience},
}

# What a new employer takes from the row of its post.
EMPLOYER_COLUMNS = {
    "employer_nature": "nature",
    "employer_size": "size",
    "contact_name": "contact_name",
    "contact_phone": "contact_phone",
}


class PostingRowReader:
    """Reads the rows of one table of posts."""

    def __init__(self, cells: CellReader, tables: CodeTables) -> None:
        self.cells = cells
        self.tables = tables

    def read(self, sheet: str, row: Row) -> CheckedRow | None:
        """None for a row that says nothing in any known column, such as a bare 序号."""
        read = self.cells.read(sheet, row)
        if read.says_nothing(self.cells.said_above):
            return None
        self.cells.check_needed(read, NEEDED)
        values = {
            column: read.values[name] for name, column in COLUMNS.items() if name in read.values
        }
        values |= self._places(read) | self._industry(read) | self._pay(read)
        majors = self._majors(read, values)
        self._occupation(read, values)
        self._check_pay(read, values)
        if read.problems:
            return CheckedRow(read, None)
        return CheckedRow(read, WantedPosting(self._employer(read), values, majors))

    def _employer(self, read: ReadRow) -> WantedEmployer:
        facts = {
            column: read.values[name]
            for name, column in EMPLOYER_COLUMNS.items()
            if name in read.values
        }
        return WantedEmployer(
            read.values["employer_name"], read.values.get("employer_uscc", ""), facts
        )

    def _places(self, read: ReadRow) -> dict[str, Any]:
        """County and address out of one column or two; the county column's word goes first."""
        named = [read.values[name] for name in ("region", "address") if name in read.values]
        if not named:
            return {}
        codes = [place.code for place in named]
        # 沈阳 in one column and 和平区 in the next is not the 和平区 that the table knows.
        code = ELSEWHERE if codes[0] == ELSEWHERE else next(filter(None, codes), None)
        address = " ".join(dict.fromkeys(place.text for place in named if place.text))
        return {"region_id": code, "address": address[:ADDRESS_LENGTH]}

    def _industry(self, read: ReadRow) -> dict[str, Any]:
        found = read.values.get("industry")
        if found is None:
            return {}
        named = {"industry_id": found.section, "emerging_industry_id": found.emerging}
        return {column: code for column, code in named.items() if code}

    def _pay(self, read: ReadRow) -> dict[str, Any]:
        """What the column of pay says, beside columns of their own for its parts."""
        found = read.values.get("salary")
        if found is None:
            return {}
        said = {
            "salary_min": found.salary_min,
            "salary_max": found.salary_max,
            "base_pay": found.base_pay,
            "salary_months": found.salary_months,
            "is_negotiable": found.is_negotiable,
        }
        return {
            column: value
            for column, value in said.items()
            if value is not None and column not in read.values
        }

    def _majors(self, read: ReadRow, values: dict[str, Any]) -> tuple[str, ...] | None:
        found: MajorNames | None = read.values.get("majors")
        if found is None:
            return None
        if found.rest:
            said = str(_("专业要求：%(text)s") % {"text": found.rest})
            values["requirements"] = "\n".join(filter(None, (values.get("requirements"), said)))
            return None
        return found.codes

    def _occupation(self, read: ReadRow, values: dict[str, Any]) -> None:
        """Without a word on the occupation, the title often is one."""
        if values.get("occupation_id") is None and "title" in values:
            found = read_occupation(
                values["title"], self.tables.occupations, self.tables.spoken_occupations
            )
            if found.confidence >= LIKELY:
                values["occupation_id"] = found.value

    def _check_pay(self, read: ReadRow, values: dict[str, Any]) -> None:
        low, high = values.get("salary_min"), values.get("salary_max")
        column = self.cells.column("salary_max", "salary_min", "salary")
        if (low is None) != (high is None):
            read.refuse(column, _("月薪上下限都填，或都不填"))
        elif low is not None and high is not None and low > high:
            read.refuse(column, _("月薪上限不低于下限"))
        base = values.get("base_pay")
        if base is not None and high is not None and base > high:
            read.refuse(self.cells.column("base_pay", "salary"), _("底薪不高于月薪上限"))
        if not 1 <= values.get("salary_months", 12) <= 24:
            read.refuse(self.cells.column("salary_months"), _("1 至 24 之间的月数"))
