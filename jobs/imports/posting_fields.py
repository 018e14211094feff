"""The fields of a workbook of posts: how each cell is read, and shown where that is doubtful."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.choices import Audience, EmployerNature, EmployerSize, EmploymentType, Shift
from jobs.imports.cells import Field, by_cell
from jobs.imports.code_tables import CodeTables
from jobs.imports.values import pay
from jobs.imports.values.choices import read_choice, read_size
from jobs.imports.values.counts import read_headcount, read_number, read_years, read_yes
from jobs.imports.values.dates import read_date
from jobs.imports.values.educations import read_education
from jobs.imports.values.industries import IndustryName, read_industry
from jobs.imports.values.majors import read_majors
from jobs.imports.values.occupations import read_occupation
from jobs.imports.values.places import ELSEWHERE, Place, read_place
from jobs.imports.values.texts import read_items, read_line, read_phone, read_text, read_uscc

NAME_LENGTH = 120
TITLE_LENGTH = 80
NUMBER_LENGTH = 40
PERSON_LENGTH = 60


def fields_of(tables: CodeTables) -> dict[str, Field]:
    """Every field, in the order in which a clerk chooses among them."""
    return {
        **employer_fields(),
        **_work_fields(tables),
        **_pay_fields(),
        **_requirement_fields(tables),
        **_audience_fields(),
    }


def employer_fields() -> dict[str, Field]:
    """Who offers the post; only a new employer takes more than name and code from here."""
    return {
        "employer_name": by_cell(gettext_lazy("单位名称"), read_line, longest=NAME_LENGTH),
        "employer_uscc": by_cell(gettext_lazy("统一社会信用代码"), read_uscc),
        "employer_nature": by_cell(
            gettext_lazy("单位性质"),
            read_choice,
            lambda value: EmployerNature(value).label,
            is_aside=True,
            name="nature",
        ),
        "employer_size": by_cell(
            gettext_lazy("单位规模"),
            read_size,
            lambda value: EmployerSize(value).label,
            is_aside=True,
        ),
        "contact_name": by_cell(
            gettext_lazy("联系人"), read_line, is_aside=True, longest=PERSON_LENGTH
        ),
        "contact_phone": by_cell(gettext_lazy("联系手机"), read_phone, is_aside=True),
    }


def _work_fields(tables: CodeTables) -> dict[str, Field]:
    def place(found: Place) -> str:
        return place_shown(found, tables)

    return {
        "own_number": by_cell(gettext_lazy("岗位编号"), read_line, longest=NUMBER_LENGTH),
        "title": by_cell(gettext_lazy("岗位名称"), read_line, longest=TITLE_LENGTH),
        "occupation": by_cell(
            gettext_lazy("工种"),
            read_occupation,
            lambda code: tables.occupation_names.get(code, _("没有认出，留空")),
            names=tables.occupations,
            spoken=tables.spoken_occupations,
        ),
        "headcount": by_cell(gettext_lazy("招聘人数"), read_headcount),
        "duties": by_cell(gettext_lazy("岗位职责"), read_text),
        "industry": by_cell(
            gettext_lazy("行业"),
            read_industry,
            lambda found: industry_shown(found, tables),
            names=tables.industries,
        ),
        "region": by_cell(gettext_lazy("工作地区"), read_place, place, gazetteer=tables.places),
        "address": by_cell(gettext_lazy("工作地点"), read_place, place, gazetteer=tables.places),
        "employment_type": by_cell(
            gettext_lazy("用工形式"),
            read_choice,
            lambda v: EmploymentType(v).label,
            name="employment_type",
        ),
        "shift": by_cell(gettext_lazy("班次"), read_choice, lambda v: Shift(v).label, name="shift"),
        "expires_on": by_cell(gettext_lazy("截止日期"), read_date),
    }


def _pay_fields() -> dict[str, Field]:
    def amount(cell: Any, heading: str) -> Any:
        return pay.read_amount(cell, pay.heading_of(heading))

    def whole(cell: Any, heading: str) -> Any:
        return pay.read_pay(cell, pay.heading_of(heading))

    def yuan(number: int) -> str:
        return _("%(pay)s 元/月") % {"pay": f"{number:,}"}

    return {
        "salary": Field(gettext_lazy("薪资"), whole, pay.shown),
        "salary_min": Field(gettext_lazy("月薪下限"), amount, yuan),
        "salary_max": Field(gettext_lazy("月薪上限"), amount, yuan),
        "base_pay": Field(gettext_lazy("底薪"), amount, yuan),
        "salary_months": by_cell(gettext_lazy("年发薪月数"), read_number),
        "benefits": by_cell(gettext_lazy("福利"), read_items),
    }


def _requirement_fields(tables: CodeTables) -> dict[str, Field]:
    return {
        "education": by_cell(
            gettext_lazy("学历要求"),
            read_education,
            lambda code: tables.education_names.get(code, _("不限")),
            ranks=tables.education_ranks,
        ),
        "experience": by_cell(
            gettext_lazy("经验要求"),
            read_years,
            lambda years: _("%(years)s 年以上") % {"years": years} if years else _("不限"),
        ),
        "majors": by_cell(
            gettext_lazy("专业要求"),
            read_majors,
            lambda found: _("没有全部认出，写入其他要求"),
            names=tables.majors,
        ),
        "certificates": by_cell(gettext_lazy("证书"), read_items),
        "skills": by_cell(gettext_lazy("技能"), read_items),
        "requirements": by_cell(gettext_lazy("其他要求"), read_text),
    }


def _audience_fields() -> dict[str, Field]:
    return {f"for_{audience}": by_cell(audience.label, read_yes) for audience in Audience}


def place_shown(place: Place, tables: CodeTables) -> str:
    """The county as it was understood; what to do where it was not."""
    if place.code == ELSEWHERE:
        return _("其他地区（保留原文）")
    if place.code is None:
        return _("只认出城市或有多个同名地区，请补选区县")
    return tables.places.regions[place.code].name


def industry_shown(found: IndustryName, tables: CodeTables) -> str:
    codes = [code for code in (found.section, found.emerging) if code]
    return "、".join(tables.industry_names[code] for code in codes) or _("没有认出，留空")
