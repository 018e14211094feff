"""招聘会: a fair is data, never code; next year's is a copy of this year's."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs import transitions
from jobs.choices import Audience, EmployerStatus, FairStatus, ParticipationStatus
from jobs.models.fair_series import FairSeries
from jobs.models.published import is_published
from jobs.short_texts import ShortTextsField
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TRANSITIONS: transitions.Transitions = {
    FairStatus.DRAFT: frozenset({FairStatus.PUBLISHED, FairStatus.CANCELLED}),
    FairStatus.PUBLISHED: frozenset({FairStatus.HELD, FairStatus.CANCELLED}),
    FairStatus.HELD: frozenset(),
    FairStatus.CANCELLED: frozenset(),
}


PLANS = ("organization_plan_on", "emergency_plan_on", "security_plan_on")


class FairQuerySet(models.QuerySet["Fair"]):
    def announced(self) -> "FairQuerySet":
        """Those that the public sees: published or held."""
        return self.filter(status__in=(FairStatus.PUBLISHED, FairStatus.HELD))

    def coming(self) -> "FairQuerySet":
        """Those that are prepared, and those announced and not yet held."""
        return self.filter(status__in=(FairStatus.DRAFT, FairStatus.PUBLISHED))

    def called_off(self) -> "FairQuerySet":
        """Those that were announced and will not be held; a draft that was dropped never was."""
        return self.filter(status=FairStatus.CANCELLED, announced_at__isnull=False)

    def for_audiences(self, *audiences: Audience) -> "FairQuerySet":
        """Those held for one of these audiences."""
        return self.filter(audience__in=audiences)

    def with_counts(self) -> "FairQuerySet":
        """Annotates `employer_count` (those taking part) and `posting_count` (public posts they
        bring), and loads halls and reported figures."""
        taking_part = Q(
            participations__status=ParticipationStatus.ACCEPTED,
            participations__employer__status=EmployerStatus.VERIFIED,
        )
        published = is_published("participations__postings__")
        return self.annotate(
            employer_count=Count("participations", filter=taking_part, distinct=True),
            posting_count=Count(
                "participations__postings", filter=taking_part & published, distinct=True
            ),
        ).prefetch_related("venues", "reported_figures")


class Fair(models.Model):
    """招聘会 / 专场. Dates unknown to the report stay unknown; `dates_text` says what is known."""

    series = models.ForeignKey(
        FairSeries, on_delete=models.PROTECT, related_name="fairs", verbose_name=_("系列")
    )
    name = models.CharField(_("名称"), max_length=120, unique=True)
    slug = models.SlugField(_("网址名"), max_length=60, unique=True)
    audience = models.CharField(
        _("面向"), max_length=20, choices=Audience, blank=True, help_text=_("空为所有求职者。")
    )
    year = models.PositiveSmallIntegerField(_("年份"))
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    dates_text = models.CharField(_("时间说明"), max_length=80, blank=True)
    introduction = models.TextField(_("简介"), blank=True)
    reported_fields = ShortTextsField(_("报道提到的领域或岗位"))
    reported_services = ShortTextsField(_("报道提到的服务"))
    reported_plans = ShortTextsField(_("报道提到的计划"))
    reported_origin = models.TextField(_("报道范围"), blank=True)
    source = models.TextField(_("来源"), blank=True)
    organizations = models.ManyToManyField(
        Organization,
        through="FairOrganization",
        related_name="fairs",
        verbose_name=_("主办单位"),
    )
    copied_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        verbose_name=_("复制自"),
    )
    # A fair is published only with these three on file (人力资源市场暂行条例 28).
    organization_plan_on = models.DateField(_("组织实施办法备案日期"), null=True, blank=True)
    emergency_plan_on = models.DateField(_("应急预案备案日期"), null=True, blank=True)
    security_plan_on = models.DateField(_("安全保卫方案备案日期"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=12, choices=FairStatus, default=FairStatus.DRAFT
    )
    announced_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    decided_at = models.DateTimeField(_("最近决定时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_fairs",
        verbose_name=_("决定人"),
    )

    objects = FairQuerySet.as_manager()

    # Annotated by FairQuerySet.with_counts().
    employer_count: int
    posting_count: int

    class Meta:
        verbose_name = _("招聘会")
        verbose_name_plural = _("招聘会")
        ordering = ["-year", F("starts_on").desc(nulls_last=True), "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["copied_from", "year"],
                name="fair_copied_once_a_year",
                violation_error_message=_("这场招聘会已经复制到该年。"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="fair_ends_after_start",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(status=FairStatus.PUBLISHED)
                | Q(**{f"{name}__isnull": False for name in PLANS}),
                name="fair_published_has_plans",
                violation_error_message=_("已发布的招聘会须有三项方案的备案日期。"),
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="fair_decided_by_and_at",
                violation_error_message=_("决定人和决定时间须同时记录。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("fair_detail", args=[self.slug])

    @property
    def is_reported(self) -> bool:
        """Known from a news report; its figures are shown as reported, beside the system's."""
        return bool(self.source)

    def missing_plans(self) -> list["StrOrPromise"]:
        """Chinese names of the plans that are not on file yet; empty when publishable."""
        fields = {field.name: field for field in self._meta.concrete_fields}
        return [fields[name].verbose_name for name in PLANS if getattr(self, name) is None]

    def move_to(self, status: FairStatus) -> None:
        """Change the state, unsaved; raises TransitionRefusedError. Only actions call this."""
        transitions.move(self, TRANSITIONS, status)
