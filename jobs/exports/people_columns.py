"""Tables of applicants and applications. Phones are masked here as everywhere; without names asked
for, people are numbers, which only this system can turn back (个人信息保护法 6, 51: as little as
serves the purpose)."""

from typing import Any

from jobs.exports.posting_columns import local, local_day
from jobs.exports.tables import MIDDLE, WIDE, Column, name_of, together

UNKNOWN = "—"


def _names(rows: Any) -> str:
    return together([row.name for row in rows.all()])


APPLICANT = (
    Column("编号", lambda person: person.pk),
    Column("姓名", lambda person: person.name, names_people=True),
    Column("手机号", lambda person: person.masked_phone, MIDDLE, names_people=True),
    Column("学历", lambda person: name_of(person.education)),
    Column("专业", lambda person: name_of(person.major), MIDDLE),
    Column("毕业年份", lambda person: person.graduation_year),
    Column("工作年限", lambda person: person.experience_years),
    Column("居住地区", lambda person: name_of(person.region)),
    Column("期望职业", lambda person: _names(person.wanted_occupations), MIDDLE),
    Column("期望地区", lambda person: _names(person.wanted_regions), MIDDLE),
    Column("期望月薪", lambda person: person.wanted_pay),
    Column("技能", lambda person: together(person.skills), MIDDLE),
    Column("证书", lambda person: together(person.certificates), MIDDLE),
    Column("负责单位", lambda person: name_of(person.organization), MIDDLE),
    Column("登记日期", lambda person: local_day(person.created_at)),
)
# An employer's bureau sees that somebody applied; who it is, only the bureau of that person.
APPLICATION = (
    Column("编号", lambda row: row.pk),
    Column("求职者编号", lambda row: row.applicant_id),
    Column(
        "姓名",
        lambda row: row.applicant.name if row.is_known else UNKNOWN,
        names_people=True,
    ),
    Column(
        "手机号",
        lambda row: row.applicant.masked_phone if row.is_known else UNKNOWN,
        MIDDLE,
        names_people=True,
    ),
    Column("岗位名称", lambda row: row.posting.title, MIDDLE),
    Column("单位名称", lambda row: row.posting.employer.name, WIDE),
    Column("状态", lambda row: row.get_status_display()),
    Column("投递时间", lambda row: local(row.submitted_at), MIDDLE),
    Column("更新时间", lambda row: local(row.updated_at), MIDDLE),
)
