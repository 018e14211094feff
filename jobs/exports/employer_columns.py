"""Tables of employers and of who takes part in a fair; headings as the import reads them."""

from jobs.exports.tables import MIDDLE, WIDE, Column, name_of
from jobs.models import Employer, Participation


def _phone(employer: Employer) -> str:
    number = employer.contact_phone
    return str(number.national_number) if number else ""


EMPLOYER = (
    Column("单位名称", lambda employer: employer.name, WIDE),
    Column("统一社会信用代码", lambda employer: employer.uscc, MIDDLE),
    Column("单位性质", lambda employer: employer.get_nature_display(), MIDDLE),
    Column("规模", lambda employer: employer.get_size_display(), MIDDLE),
    Column("国民经济行业", lambda employer: name_of(employer.industry), MIDDLE),
    Column("新兴与未来产业", lambda employer: name_of(employer.emerging_industry), MIDDLE),
    Column("所在地区", lambda employer: employer.region.name),
    Column("地址", lambda employer: employer.address, WIDE),
    Column("单位简介", lambda employer: employer.introduction, WIDE),
    Column("联系人", lambda employer: employer.contact_name, names_people=True),
    Column("联系手机", _phone, names_people=True),
    Column("状态", lambda employer: employer.get_status_display()),
    Column("核验到期日", lambda employer: employer.verification_due_on),
    Column("岗位数", lambda employer: employer.postings_counted),
    Column("负责单位", lambda employer: employer.organization.name, MIDDLE),
)


def _zone(participation: Participation) -> str:
    return str(participation.booth.zone) if participation.booth else ""


_WHO = (
    Column("单位名称", lambda row: row.employer.name, WIDE),
    Column("统一社会信用代码", lambda row: row.employer.uscc, MIDDLE),
)
_WHERE = (
    Column("会场", lambda row: name_of(row.venue), MIDDLE),
    Column("展区", _zone, MIDDLE),
    Column("展位号", lambda row: row.booth.number if row.booth else ""),
)
_STATE = (
    Column("状态", lambda row: row.get_status_display()),
    Column("公开岗位数", lambda row: row.posting_count),
    Column("公开岗位招聘人数", lambda row: row.headcount),
    Column("负责单位", lambda row: row.organization.name, MIDDLE),
)
PARTICIPATION = (
    Column("招聘会", lambda row: row.fair.name, MIDDLE),
    *_WHO,
    *_WHERE,
    Column("用电功率", lambda row: row.power_w),
    Column("插座数", lambda row: row.sockets),
    Column("其他需要", lambda row: row.needs, MIDDLE),
    *_STATE,
    Column("未通过理由", lambda row: row.rejection_reason, MIDDLE),
    Column("联系人", lambda row: row.employer.contact_name, names_people=True),
    Column("联系手机", lambda row: _phone(row.employer), names_people=True),
)
# What every bureau may know of those that take part: needs and contacts stay with their own.
FAIR_EMPLOYER = (
    *_WHERE,
    *_WHO,
    Column("单位性质", lambda row: row.employer.get_nature_display(), MIDDLE),
    Column("规模", lambda row: row.employer.get_size_display(), MIDDLE),
    Column("国民经济行业", lambda row: name_of(row.employer.industry), MIDDLE),
    Column("所在地区", lambda row: row.employer.region.name),
    *_STATE,
)
