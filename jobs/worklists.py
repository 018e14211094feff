"""The named lists of rows that organizers work through: one source for filters and dashboard.

A number on the dashboard and the list that it opens are the same rows, because both are asked for
here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs.models import (
    Applicant,
    Application,
    AudienceClaim,
    Employer,
    Fair,
    ImportRun,
    Participation,
    Posting,
    PostingRevision,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The name of the filter in addresses.
PARAMETER = "list"
# Posts whose expiry is no further away are worth extending now.
SOON_DAYS = 7


@dataclass(frozen=True)
class Worklist:
    """One list: `narrow` takes the model's rows that a person may see and keeps those on it.

    `waits`: each row is something that somebody must do; else it is a view of what stands.
    """

    key: str
    label: "StrOrPromise"
    narrow: Callable[[Any], Any]
    waits: bool = True


WORKLISTS: dict[type[models.Model], tuple[Worklist, ...]] = {
    Employer: (
        Worklist("unverified", _("待核验的单位"), lambda rows: rows.unverified()),
        Worklist("overdue", _("核验已超过六个月的单位"), lambda rows: rows.verification_overdue()),
        Worklist("no_posts", _("还没有岗位的单位"), lambda rows: rows.without_postings()),
        Worklist("today", _("今日登记的单位"), lambda rows: rows.registered_today(), waits=False),
    ),
    Posting: (
        Worklist("pending", _("待审核的岗位"), lambda rows: rows.awaiting_review()),
        Worklist("drafts", _("草稿，待补全提交"), lambda rows: rows.drafts()),
        Worklist("soon", _("七天内到期的岗位"), lambda rows: rows.expiring_within(SOON_DAYS)),
        Worklist("past", _("已到期、可延期或关闭的岗位"), lambda rows: rows.past_expiry()),
        Worklist("open", _("公开中的岗位"), lambda rows: rows.published(), waits=False),
        Worklist("today", _("今日发布的岗位"), lambda rows: rows.published_today(), waits=False),
        Worklist(
            "no_industry",
            _("公开中、未注明行业的岗位"),
            lambda rows: rows.published().without_industry(),
            waits=False,
        ),
    ),
    PostingRevision: (Worklist("waiting", _("待审核的岗位修改"), lambda rows: rows.waiting()),),
    Participation: (
        Worklist("applied", _("待审核的参会报名"), lambda rows: rows.of_coming_fairs().applied()),
        Worklist("waitlisted", _("候补的单位"), lambda rows: rows.of_coming_fairs().waitlisted()),
        Worklist(
            "no_booth",
            _("已确认、还没有展位的单位"),
            lambda rows: rows.of_coming_fairs().accepted().without_booth(),
        ),
        Worklist(
            "no_posts",
            _("已确认、还没有带岗位的单位"),
            lambda rows: rows.of_coming_fairs().accepted().without_postings(),
        ),
    ),
    ImportRun: (Worklist("open", _("没有做完的导入"), lambda rows: rows.unfinished()),),
    AudienceClaim: (
        Worklist("unverified", _("待核验的身份认定"), lambda rows: rows.unverified()),
        Worklist("run_out", _("已过有效期的身份认定"), lambda rows: rows.run_out()),
    ),
    Applicant: (
        Worklist("today", _("今日登记的求职者"), lambda rows: rows.registered_today(), waits=False),
    ),
    Application: (
        Worklist("overdue", _("过了答复期限的投递"), lambda rows: rows.overdue()),
        Worklist("today", _("今日投递"), lambda rows: rows.submitted_today(), waits=False),
    ),
    Fair: (
        Worklist("coming", _("筹备中和将举办的招聘会"), lambda rows: rows.coming(), waits=False),
    ),
}


@dataclass(frozen=True)
class Number:
    """A count of rows that a person may see, and the list of exactly these rows."""

    label: "StrOrPromise"
    count: int
    link: str


def list_link(model: type[models.Model], **filters: Any) -> str:
    """The address of the admin's list of this model with these filters."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(filters)}" if filters else address


def number_of(one: Worklist, rows: Any) -> Number:
    """How many of `rows` are on the list, with its address."""
    link = list_link(rows.model, **{PARAMETER: one.key})
    return Number(one.label, one.narrow(rows).count(), link)


def worklist(model: type[models.Model], key: str) -> Worklist:
    """The list of this model with this key; raises KeyError for an unknown one."""
    return {one.key: one for one in WORKLISTS[model]}[key]
