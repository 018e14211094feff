"""Blank workbooks to be filled in and imported: headings that the import knows, drop-downs from the
code tables, and what each column expects, said where one types."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from jobs.choices import (
    Audience,
    EmployerNature,
    EmployerSize,
    EmploymentType,
    ImportKind,
    Shift,
)
from jobs.imports.code_tables import CodeTables
from jobs.imports.kinds import KINDS
from tongwulang.regions.choices import OccupationLevel, RegionLevel
from tongwulang.regions.models import Education, Industry, Occupation, Region

# Rows that have drop-downs; more than one import takes.
ROWS = 20_000
CODES_SHEET = "代码表"
YES_NO = ("是", "否")


@dataclass(frozen=True)
class Choices:
    """What a column's cells may be chosen from. A place or a trade that the table lacks may be
    typed all the same: the import keeps its words."""

    texts: Sequence[str]
    is_closed: bool = True


# Said while a cell is filled in; the import reads more spellings than these.
HINTS = {
    "employer_uscc": "18 位统一社会信用代码；没有可不填",
    "uscc": "18 位统一社会信用代码；没有可不填",
    "salary": "如 5000-8000、5-8K、面议；也可分填下限、上限",
    "salary_min": "元/月，如 5000",
    "salary_max": "元/月，如 8000",
    "base_pay": "元/月，不含绩效、加班费",
    "headcount": "1 至 9,999 之间的人数",
    "expires_on": "如 2026-12-31",
    "experience": "如 不限、3年以上",
    "benefits": "用顿号隔开，如 五险一金、包吃住",
    "certificates": "用顿号隔开",
    "skills": "用顿号隔开",
    "majors": "用顿号隔开；不限可不填",
    "industry": "门类；也可填新兴产业，如 新材料、高端装备",
    "own_number": "单位自己的编号；再次导入时据此认出同一岗位",
    "contact_phone": "11 位手机号",
    "power_w": "瓦，如 1500",
    "booth": "含展区编号，如 B12；确认参会后才能给展位",
}


def blank_workbook(kind: ImportKind) -> bytes:
    """The workbook for this kind of import; four queries."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    text = book.add_format({"num_format": "@", "font_name": "等线", "text_wrap": True})
    head = {"bold": True, "bottom": 1, "text_wrap": True, "font_name": "等线", "valign": "top"}
    needed = book.add_format({**head, "bg_color": "#F8E9E2", "font_color": "#B93A22"})
    other = book.add_format({**head, "bg_color": "#E4EEEE"})
    sheet = book.add_worksheet(str(kind.label))
    codes = book.add_worksheet(CODES_SHEET)
    codes.hide()
    choices = _choices()
    fields = KINDS[kind].fields(CodeTables.load())
    used = 0
    for place, (name, field) in enumerate(fields.items()):
        is_needed = name in KINDS[kind].needed
        heading = f"{field.label}*" if is_needed else str(field.label)
        sheet.write_string(0, place, heading, needed if is_needed else other)
        sheet.set_column(place, place, max(14, 2 * len(heading) + 4), text)
        offered = choices.get(name)
        rule: dict[str, Any] = {"validate": "any", **_hint(name, str(field.label), is_needed)}
        if offered is not None:
            rule |= _list_of(codes, used, str(field.label), offered)
            used += 1
        if len(rule) > 1:
            sheet.data_validation(1, place, ROWS, place, rule)
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 24)
    book.close()
    return content.getvalue()


def _hint(name: str, label: str, is_needed: bool) -> dict[str, str]:
    said = "；".join(filter(None, ("必填" if is_needed else "", HINTS.get(name, ""))))
    return {"input_title": label, "input_message": said} if said else {}


def _list_of(codes: Any, column: int, label: str, offered: Choices) -> dict[str, Any]:
    """Write the texts into a column of the hidden sheet, and let cells be chosen from them."""
    codes.write_string(0, column, label)
    for row, text in enumerate(offered.texts, 1):
        codes.write_string(row, column, text)
    letter = xlsxwriter.utility.xl_col_to_name(column)
    return {
        "validate": "list",
        "source": f"={CODES_SHEET}!${letter}$2:${letter}${len(offered.texts) + 1}",
        "error_type": "stop" if offered.is_closed else "information",
        "error_title": label,
        "error_message": "请从列表中选择。" if offered.is_closed else "不在列表中，将按原文导入。",
    }


def _choices() -> dict[str, Choices]:
    """By field of the import; the names are those that it reads."""
    counties = Region.objects.filter(level=RegionLevel.COUNTY).exclude(place=None)
    regions = Choices([region.name for region in counties.order_by("code")], is_closed=False)
    # An emerging industry may be typed; the import then guesses its section, to be looked at.
    industry = Choices([row.name for row in Industry.objects.sections()], is_closed=False)
    occupations = Occupation.objects.filter(level=OccupationLevel.OCCUPATION).order_by("code")
    natures = Choices([str(label) for label in EmployerNature.labels])
    sizes = Choices([str(label) for label in EmployerSize.labels])
    educations = Education.objects.filter(rank__gt=0).order_by("rank", "code")
    return {
        "employer_nature": natures,
        "nature": natures,
        "employer_size": sizes,
        "size": sizes,
        "industry": industry,
        "region": regions,
        "occupation": Choices([row.name for row in occupations], is_closed=False),
        "education": Choices(["不限", *(row.name for row in educations)]),
        "employment_type": Choices([str(label) for label in EmploymentType.labels]),
        "shift": Choices([str(label) for label in Shift.labels]),
        **{f"for_{audience}": Choices(YES_NO) for audience in Audience},
    }
