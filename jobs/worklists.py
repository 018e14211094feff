"""The named lists of rows that organizers work through: one source for filters and dashboard.

A number on the dashboard and the list that it opens are the same rows, because both are asked for
here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
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


def worklist(model: type[models.Model], key: str) -> Worklist:
    """The list of this model with this key; raises KeyError for an unknown one."""
    return {one.key: one for one in WORKLISTS[model]}[key]
