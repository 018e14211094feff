"""岗位: what an employer offers. Holds only what is approved; edits wait as PostingRevision."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs import transitions
from jobs.choices import Audience, EmploymentType, PostingStatus
from jobs.models.employer import Employer
from jobs.models.pay import Pay
from jobs.models.posting_indexes import listing_indexes
from jobs.models.posting_search import SOURCES, document_of
from jobs.models.posting_states import PostingStates
from jobs.models.requirements import Requirements
from jobs.models.search_field import SearchField
from jobs.models.top_pay import IS_TOP_PAY, top_pay_now
from jobs.models.workplace import Workplace
from jobs.search.document import SearchDocument
from tongwulang.accounts.models import Organization
from tongwulang.regions.models import Industry, Occupation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django_stubs_ext import StrOrPromise

    from tongwulang.accounts.models import User

TRANSITIONS: transitions.Transitions = {
    PostingStatus.DRAFT: frozenset({PostingStatus.PENDING}),
    PostingStatus.PENDING: frozenset({PostingStatus.PUBLISHED, PostingStatus.DRAFT}),
    PostingStatus.PUBLISHED: frozenset({PostingStatus.SUSPENDED, PostingStatus.CLOSED}),
    PostingStatus.SUSPENDED: frozenset({PostingStatus.PUBLISHED, PostingStatus.CLOSED}),
    PostingStatus.CLOSED: frozenset(),
}

# What a published post must state (网络招聘服务管理规定 17–19; 人社厅发〔2025〕60号).
REQUIRED_TO_PUBLISH = ("title", "duties", "headcount", "region", "expires_on")
HAS_PAY = Q(base_pay__isnull=False) | (Q(is_negotiable=True) & ~Q(negotiable_reason=""))
IS_COMPLETE = (
    ~Q(title="")
    & ~Q(duties="")
    & Q(headcount__isnull=False, region__isnull=False, expires_on__isnull=False)
    & HAS_PAY
)


def _by_and_at(verb: str) -> models.CheckConstraint:
    """Who did it and when are both recorded, or neither."""
    return models.CheckConstraint(
        condition=Q((f"{verb}_at__isnull", True), (f"{verb}_by__isnull", True))
        | Q((f"{verb}_at__isnull", False), (f"{verb}_by__isnull", False)),
        name=f"posting_{verb}_by_and_at",
        violation_error_message=_("经手人和时间须同时记录。"),
    )


class PostingQuerySet(PostingStates):
    def for_audience(self, audience: Audience) -> "PostingQuerySet":
        """Posts that name this audience."""
        return self.filter(**{f"for_{audience}": True})

    def visible_to(self, user: "User | AnonymousUser") -> "PostingQuerySet":
        """Those of employers whose responsible organization the person works for."""
        if user.is_active and user.is_superuser:
            return self
        return self.filter(employer__organization__in=Organization.objects.of_member(user))


class Posting(Pay, Requirements, Workplace):
    """岗位, as approved and public, or as a draft that lists what it lacks. Pay is in 元/月."""

    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, related_name="postings", verbose_name=_("用人单位")
    )
    own_number = models.CharField(
        _("岗位编号"),
        max_length=40,
        blank=True,
        help_text=_("单位自己的编号；再次导入表格时据此认出同一岗位。"),
    )
    title = models.CharField(_("岗位名称"), max_length=80, blank=True)
    occupation = models.ForeignKey(
        Occupation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
        limit_choices_to={"level": "occupation"},
        verbose_name=_("职业"),
    )
    industry = models.ForeignKey(
        Industry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # those of lists start with it
        related_name="postings",
        limit_choices_to={"level": "section"},
        verbose_name=_("行业门类"),
    )
    emerging_industry = models.ForeignKey(
        Industry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # those of lists start with it
        related_name="emerging_postings",
        limit_choices_to={"scheme": "emerging"},
        verbose_name=_("新兴与未来产业"),
    )
    employment_type = models.CharField(
        _("用工形式"), max_length=12, choices=EmploymentType, default=EmploymentType.FULL_TIME
    )
    headcount = models.PositiveSmallIntegerField(_("招聘人数"), null=True, blank=True)
    duties = models.TextField(_("岗位职责"), blank=True)

    for_veterans = models.BooleanField(Audience.VETERANS.label, default=False)
    for_dependents = models.BooleanField(Audience.DEPENDENTS.label, default=False)
    for_veteran_graduates = models.BooleanField(Audience.VETERAN_GRADUATES.label, default=False)
    for_fresh_graduates = models.BooleanField(Audience.FRESH_GRADUATES.label, default=False)

    expires_on = models.DateField(_("截止日期"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=12, choices=PostingStatus, default=PostingStatus.DRAFT
    )
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submitted_postings",
        verbose_name=_("提交人"),
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed_postings",
        verbose_name=_("审核人"),
    )
    review_note = models.CharField(_("审核意见"), max_length=200, blank=True)
    closed_at = models.DateTimeField(_("关闭时间"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closed_postings",
        verbose_name=_("关闭人"),
    )
    created_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)
    search = SearchField(_("检索词"), sources=SOURCES)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("岗位")
        verbose_name_plural = _("岗位")
        ordering = ["-published_at", "-id"]
        # save(update_fields=…) writes through the base manager: it has to know the search column.
        base_manager_name = "objects"
        indexes = listing_indexes()
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "own_number"],
                condition=~Q(own_number=""),
                name="posting_own_number_once_per_employer",
                violation_error_message=_("该单位已有这个编号的岗位。"),
            ),
            models.CheckConstraint(
                condition=~Q(status=PostingStatus.PUBLISHED)
                | (IS_COMPLETE & Q(published_at__isnull=False, reviewed_by__isnull=False)),
                name="posting_published_is_complete",
                violation_error_message=_("缺少法定必填内容或审核记录的岗位不能发布。"),
            ),
            *(_by_and_at(verb) for verb in ("submitted", "reviewed", "closed")),
            models.CheckConstraint(
                # A comparison with NULL would let the row pass, so both are asked for by name.
                condition=Q(salary_min=None, salary_max=None)
                | Q(
                    salary_min__isnull=False,
                    salary_max__isnull=False,
                    salary_min__gt=0,
                    salary_max__gte=F("salary_min"),
                ),
                name="posting_salary_in_order",
                violation_error_message=_("月薪上下限须同时填写，且下限大于 0、不高于上限。"),
            ),
            models.CheckConstraint(
                condition=Q(base_pay=None)
                | Q(base_pay__gt=0) & (Q(salary_max=None) | Q(salary_max__gte=F("base_pay"))),
                name="posting_base_pay_within_salary",
                violation_error_message=_("底薪须大于 0，且不高于月薪上限。"),
            ),
            models.CheckConstraint(condition=IS_TOP_PAY, name="posting_top_pay_is_derived"),
            models.CheckConstraint(
                condition=Q(headcount=None) | Q(headcount__range=(1, 9999)),
                name="posting_headcount_in_range",
                violation_error_message=_("招聘人数应在 1 至 9,999 之间。"),
            ),
            models.CheckConstraint(
                condition=Q(salary_months__range=(1, 24)),
                name="posting_salary_months_in_range",
                violation_error_message=_("年发薪月数应在 1 至 24 之间。"),
            ),
            models.CheckConstraint(
                condition=Q(experience_min__lte=50),
                name="posting_experience_in_range",
                violation_error_message=_("经验下限不能超过 50 年。"),
            ),
            models.CheckConstraint(
                condition=Q(insurance_region=None, shuttle="") | Q(cross_border_on__isnull=False),
                name="posting_cross_border_facts_dated",
                violation_error_message=_("填写社保缴纳地或班车时，须填核实日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(status=PostingStatus.CLOSED) | Q(closed_at__isnull=False),
                name="posting_closed_has_time",
                violation_error_message=_("已关闭的岗位须有关闭时间。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title or _("未命名岗位 %(id)s") % {"id": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("posting_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Public and still to be applied for today."""
        return self.status == PostingStatus.PUBLISHED and not self.is_past_expiry

    @property
    def is_past_expiry(self) -> bool:
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    @property
    def audiences(self) -> list[Audience]:
        """The audiences that the post names, in the order of `Audience`."""
        return [audience for audience in Audience if getattr(self, f"for_{audience}")]

    def missing_fields(self) -> list["StrOrPromise"]:
        """Chinese names of what the law requires and the post lacks; empty when publishable.

        网络招聘服务管理规定 17–19, 人社厅发〔2025〕60号: headcount, duties, place, base pay (面议
        only with a base pay or a reviewer's recorded reason) and expiry.
        """
        fields = {field.name: field for field in self._meta.concrete_fields}
        lacking: list[StrOrPromise] = [
            fields[name].verbose_name
            for name in REQUIRED_TO_PUBLISH
            if not str(getattr(self, fields[name].attname) or "").strip()
        ]
        if self.base_pay is None and not (self.is_negotiable and self.negotiable_reason):
            lacking.append(_("底薪（面议且无底薪的，须有审核人填写的理由）"))
        return lacking

    def clean(self) -> None:
        # Derived when written; the constraint is tried before that.
        self.top_pay = top_pay_now(self)
        if self.status == PostingStatus.PUBLISHED and self.missing_fields():
            raise ValidationError(
                _("不能发布：%(missing)s。"),
                code="incomplete",
                params={"missing": "、".join(str(name) for name in self.missing_fields())},
            )

    def search_document(self) -> SearchDocument:
        return document_of(self)

    def move_to(self, status: PostingStatus) -> None:
        """Change the state, unsaved; raises TransitionRefusedError. Only actions call this."""
        transitions.move(self, TRANSITIONS, status)
