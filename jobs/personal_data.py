"""All that is kept about one person, for them to see and take home (个人信息保护法 45)."""

import csv
import datetime as dt
import io
import json
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.models import (
    Applicant,
    Employer,
    EmployerBlock,
    EmployerMember,
    HallStaff,
    Look,
    PostingMark,
    SavedSearch,
    Venue,
)
from jobs.models.handover import FIELDS
from tongwulang.accounts.models import Consent, Membership, Organization, PhoneHandover, User
from tongwulang.outbox.models import Message, Refusal

Entry = dict[str, Any]
# What a spreadsheet would take for a formula (full-width forms too).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FACTORS = {
    Authenticator.Type.TOTP: gettext_lazy("动态验证码"),
    Authenticator.Type.WEBAUTHN: gettext_lazy("通行密钥"),
    Authenticator.Type.RECOVERY_CODES: gettext_lazy("恢复码"),
}
PROFILE = (
    "name",
    "phone",
    "birth_year",
    "birth_month",
    "region",
    "education",
    "major",
    "graduation_year",
    "experience_years",
    "skills",
    "certificates",
    "languages",
    "wanted_pay",
    "wanted_shift",
    "commute_max",
    "wanted_occupations",
    "wanted_regions",
    "organization",
)


def personal_data(user: User) -> dict[str, list[Entry]]:
    """Sections by their Chinese names, each a list of entries; in a fixed number of queries."""
    applicant = Applicant.objects.with_codes().filter(user=user).first()
    found = {
        _("账号"): [
            {
                _("姓名"): user.name,
                _("手机号"): str(user.phone or ""),
                _("电子邮箱"): user.email or "",
                _("注册时间"): user.date_joined,
            }
        ],
        _("同意"): [_consent(consent) for consent in Consent.objects.of(user)],
        _("消息"): [
            {_("时间"): one.written_at, _("标题"): one.title, _("内容"): one.text}
            for one in Message.objects.visible_to(user)
        ],
    }
    found |= {
        _("登录邮箱"): [
            {_("邮箱"): one.email, _("已验证"): one.verified, _("主要"): one.primary}
            for one in EmailAddress.objects.filter(user=user).order_by("pk")
        ],
        _("第二重验证和通行密钥"): [
            {
                _("方式"): FACTORS[one.type],
                _("添加时间"): one.created_at,
                _("最近使用"): one.last_used_at,
            }
            for one in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        _("工作身份"): _duties(user),
        _("登录的设备"): [
            {_("登录时间"): one.created_at, _("网络地址"): one.ip, _("浏览器"): one.user_agent}
            for one in UserSession.objects.filter(user=user).order_by("-created_at")
        ],
        _("换绑手机号"): [
            {
                _("申请时间"): one.requested_at,
                _("新手机号"): str(one.new_phone or ""),
                _("核对情况"): one.reason,
                _("复核时间"): one.decided_at,
                _("已换绑"): one.is_approved,
            }
            for one in PhoneHandover.objects.filter(user=user)
        ],
        _("不收的消息"): [
            {_("内容"): one.get_topic_display(), _("渠道"): one.get_channel_display()}
            for one in Refusal.objects.of(user)
        ],
        _("收藏与隐藏的岗位"): [
            {_("岗位"): mark.posting.title, _("标记"): mark.get_kind_display()}
            for mark in PostingMark.objects.of_person(user).select_related("posting")
        ],
        _("不让看到的单位"): [
            {_("用人单位"): block.employer.name}
            for block in EmployerBlock.objects.of_person(user).select_related("employer")
        ],
        _("保存的搜索"): [
            {_("名称"): one.name, _("条件"): one.query, _("提醒"): one.get_frequency_display()}
            for one in SavedSearch.objects.of_person(user)
        ],
    }
    return found if applicant is None else found | _of_applicant(applicant)


def _duties(user: User) -> list[Entry]:
    """For whom one works here: bureaus, employers, halls."""
    bureaus = Membership.objects.filter(user=user).select_related("organization")
    employers = EmployerMember.objects.filter(user=user).select_related("employer")
    halls = HallStaff.objects.filter(user=user).select_related("venue__fair")
    return [
        *(_duty(one.organization, one.joined_on, one.left_on) for one in bureaus),
        *(_duty(one.employer, one.joined_on, one.left_on) for one in employers),
        *(_duty(one.venue, one.starts_on, one.ends_on) for one in halls),
    ]


def _duty(where: Organization | Employer | Venue, since: dt.date, until: dt.date | None) -> Entry:
    return {_("单位或会场"): str(where), _("开始"): since, _("结束"): until}


def _of_applicant(applicant: Applicant) -> dict[str, list[Entry]]:
    resume = getattr(applicant, "resume", None)
    return {
        _("资料"): [{_label(name): _value(applicant, name) for name in PROFILE}],
        _("简历文件"): [{_("文件名"): resume.file_name, _("字节"): resume.size}] if resume else [],
        _("身份认定"): [
            {
                _("身份"): claim.get_kind_display(),
                _("核验日期"): claim.verified_on,
                _("有效期至"): claim.valid_until,
                _("向用人单位显示"): claim.shown,
            }
            for claim in applicant.claims.all()
        ],
        _("投递"): _applications(applicant),
        _("谁查看过"): [
            {_("时间"): look.at, _("代表"): look.capacity}
            for look in Look.objects.filter(applicant=applicant)
        ],
    }


def _applications(applicant: Applicant) -> list[Entry]:
    rows = applicant.applications.with_posting().prefetch_related(
        "steps", "disclosures__consent__notice", "disclosures__employer"
    )
    return [
        {
            _("岗位"): row.posting.title,
            _("用人单位"): row.posting.employer.name,
            _("状态"): row.get_status_display(),
            _("投递时间"): row.submitted_at,
            _("进展"): [
                {
                    _("时间"): step.at,
                    _("状态"): step.get_status_display(),
                    _("理由"): step.get_reason_display(),
                }
                for step in row.steps.all()
            ],
            _("提供记录"): [
                {
                    _("接收方"): one.employer.name,
                    _("内容"): [str(FIELDS[name].label) for name in one.fields],
                    _("目的"): one.purpose,
                    _("收回其余内容的时间"): one.narrowed_at,
                    **_consent(one.consent),
                }
                for one in row.disclosures.all()
            ],
        }
        for row in rows
    ]


def _consent(consent: Consent) -> Entry:
    return {
        _("告知"): str(consent.notice),
        _("同意时间"): consent.agreed_at,
        _("撤回时间"): consent.withdrawn_at,
    }


def _label(name: str) -> str:
    return str(Applicant._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _value(applicant: Applicant, name: str) -> Any:
    if Applicant._meta.get_field(name).many_to_many:
        return [str(row) for row in getattr(applicant, name).all()]
    value = getattr(applicant, name)
    return value if isinstance(value, int | list) else str(value or "")


def as_json(found: dict[str, list[Entry]]) -> str:
    """The sections as JSON; times in UTC."""
    return json.dumps(found, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)


def as_csv(found: dict[str, list[Entry]]) -> str:
    """The sections as a table that a spreadsheet opens: section, number, what, content."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow([_("类别"), _("序号"), _("项目"), _("内容")])
    for section, entries in found.items():
        for number, entry in enumerate(entries, start=1):
            for what, content in entry.items():
                text = in_words(content)
                table.writerow([section, number, what, f"'{text}" if _acts(text) else text])
    return "\ufeff" + written.getvalue()


def _acts(text: str) -> bool:
    """Whether a spreadsheet would take it for a formula."""
    return text.startswith(FORMULA)


def in_words(content: Any) -> str:
    """A value as a person reads it, times in the site's time zone; empty for nothing."""
    if isinstance(content, bool):
        return _("是") if content else _("否")
    if isinstance(content, dt.datetime):
        return timezone.localtime(content).strftime("%Y-%m-%d %H:%M")
    if isinstance(content, dict):
        said = {what: in_words(one) for what, one in content.items()}
        return "，".join(f"{what}：{text}" for what, text in said.items() if text)
    if isinstance(content, list):
        between = "；\n" if content and isinstance(content[0], dict) else "、"
        return between.join(in_words(one) for one in content)
    return "" if content is None else str(content)
