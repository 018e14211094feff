"""Tables of posts: one that the import reads again, and the national list's."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from jobs.choices import Audience
from jobs.exports.tables import MIDDLE, WIDE, Cell, Column, name_of, together, yes_or_no
from jobs.imports.values.places import ELSEWHERE
from jobs.models import Posting

NEGOTIABLE = "面议"


def local(moment: dt.datetime | None) -> dt.datetime | None:
    """As the clock on the wall shows it: a workbook knows no zones."""
    return timezone.localtime(moment) if moment else None


def local_day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(moment) if moment else None


def region_name(posting: Posting) -> str:
    """Nothing for 其他地区: the address says where that is."""
    return "" if posting.region_id == ELSEWHERE else name_of(posting.region)


def experience(posting: Posting) -> str:
    return f"{posting.experience_min}年以上" if posting.experience_min else "不限"


def majors(posting: Posting) -> str:
    """Each name once: several catalogues may have it."""
    return together(list(dict.fromkeys(major.name for major in posting.majors.all())))


def _for(audience: Audience) -> Column:
    name = f"for_{audience}"
    return Column(str(audience.label), lambda posting: yes_or_no(getattr(posting, name)))


EMPLOYER = (
    Column("单位名称", lambda posting: posting.employer.name, WIDE),
    Column("统一社会信用代码", lambda posting: posting.employer.uscc, MIDDLE),
)

# Headings are those of the import (seeds/workbook_headings.tsv), so that an edited export can be
# imported; industries have another one, for the import knows sections and would coarsen them.
POSTING = (
    *EMPLOYER,
    Column("岗位编号", lambda posting: posting.own_number),
    Column("岗位名称", lambda posting: posting.title, MIDDLE),
    Column("工种", lambda posting: name_of(posting.occupation), MIDDLE),
    Column("招聘人数", lambda posting: posting.headcount),
    Column("岗位职责", lambda posting: posting.duties, WIDE),
    Column("国民经济行业", lambda posting: name_of(posting.industry), MIDDLE),
    Column("新兴与未来产业", lambda posting: name_of(posting.emerging_industry), MIDDLE),
    Column("工作地区", region_name),
    Column("工作地点", lambda posting: posting.address, MIDDLE),
    Column("用工形式", lambda posting: posting.get_employment_type_display()),
    Column("班次", lambda posting: posting.get_shift_display()),
    Column("截止日期", lambda posting: posting.expires_on),
    Column("薪资", lambda posting: NEGOTIABLE if posting.is_negotiable else ""),
    Column("月薪下限", lambda posting: posting.salary_min),
    Column("月薪上限", lambda posting: posting.salary_max),
    Column("底薪", lambda posting: posting.base_pay),
    Column("年发薪月数", lambda posting: posting.salary_months),
    Column("福利", lambda posting: together(posting.benefits), MIDDLE),
    Column("学历要求", lambda posting: name_of(posting.education_min) or "不限"),
    Column("经验要求", experience),
    Column("专业要求", majors, MIDDLE),
    Column("证书", lambda posting: together(posting.certificates), MIDDLE),
    Column("技能", lambda posting: together(posting.skills), MIDDLE),
    Column("其他要求", lambda posting: posting.requirements, MIDDLE),
    *map(_for, Audience),
    Column("状态", lambda posting: posting.get_status_display()),
    Column("发布日期", lambda posting: local_day(posting.published_at)),
)


def linked(site: str, heading: str = "网址") -> Column:
    """The public page, in full."""
    return Column(heading, lambda posting: f"{site}{posting.get_absolute_url()}", WIDE)


def _code(name: str) -> Callable[[Posting], Cell]:
    return lambda posting: getattr(posting, f"{name}_id")


def national(site: str) -> tuple[Column, ...]:
    """The national job list's fields by their codes, with what each column holds in NATIONAL.

    Codes, not names, where the field is a code: 职业分类大典 2022, GB/T 2260, GB/T 4658.
    """
    reads: dict[str, Callable[[Any], Cell]] = {
        "acb200": lambda posting: str(posting.pk),
        "aca112": lambda posting: posting.title,
        "aca111": _code("occupation"),
        "aab004": lambda posting: posting.employer.name,
        "aab301": _code("region"),
        "aac011": _code("education_min"),
        "acb241": lambda posting: posting.salary_min or posting.base_pay,
        "acb242": lambda posting: posting.salary_max,
        "acb22a": lambda posting: posting.duties,
        "aae397": lambda posting: local_day(posting.published_at),
        "ace760": linked(site).value,
    }
    return tuple(Column(code, read, WIDTHS.get(code, 12)) for code, read in reads.items())


WIDTHS = {"aca112": 20, "aab004": 40, "acb22a": 40, "ace760": 40}
NATIONAL = (
    ("acb200", "岗位编号", "本站岗位的编号，与原链接中的相同"),
    ("aca112", "岗位名称", "文字"),
    (
        "aca111",
        "工种",
        "《中华人民共和国职业分类大典》（2022 年版）职业编码，如 4-04-05-01；未填为空",
    ),
    ("aab004", "单位名称", "文字"),
    ("aab301", "行政区划", "GB/T 2260 六位代码；990000 为其他地区"),
    ("aac011", "学历", "GB/T 4658 代码，为最低要求；不限为空"),
    ("acb241", "薪资下限", "元/月；没有月薪下限的为底薪；面议且无底薪为空"),
    ("acb242", "薪资上限", "元/月；面议为空"),
    ("acb22a", "描述", "岗位职责全文"),
    ("aae397", "发布日期", "日期"),
    ("ace760", "原链接", "本站岗位页面的网址"),
)
EXPLAINED = (
    Column("字段", lambda line: line[0]),
    Column("含义", lambda line: line[1]),
    Column("内容", lambda line: line[2], 80),
)
