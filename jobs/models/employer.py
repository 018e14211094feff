"""用人单位: who offers posts."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from jobs import transitions
from jobs.choices import EmployerNature, EmployerSize, EmployerStatus
from jobs.days import start_of
from jobs.models.search_field import SearchedQuerySet, SearchField
from jobs.responsibility import check_responsible
from jobs.search.document import SearchDocument, initials_key
from jobs.search.pinyin import initials
from jobs.uscc import validate_uscc
from tongwulang.accounts.models import Organization
from tongwulang.regions.models import Industry, Region

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User

TRANSITIONS: transitions.Transitions = {
    EmployerStatus.UNVERIFIED: frozenset({EmployerStatus.VERIFIED, EmployerStatus.SUSPENDED}),
    EmployerStatus.VERIFIED: frozenset(
        {EmployerStatus.VERIFIED, EmployerStatus.UNVERIFIED, EmployerStatus.SUSPENDED}
    ),
    EmployerStatus.SUSPENDED: frozenset({EmployerStatus.VERIFIED}),
}

# An employer is checked again every six months (网络招聘服务管理规定).
VERIFICATION_LASTS = dt.timedelta(days=183)

# What a verification vouches for: changing it ends the verification.
VERIFIED_FIELDS = frozenset({"name", "uscc", "region", "nature"})


class EmployerQuerySet(SearchedQuerySet["Employer"]):
    def verified(self) -> "EmployerQuerySet":
        """Checked by a bureau: the only ones of which anything is public."""
        return self.filter(status=EmployerStatus.VERIFIED)

    def with_region(self) -> "EmployerQuerySet":
        """Loads region and industries."""
        return self.select_related(
            "industry", "emerging_industry", "region__parent", "region__place"
        )

    def within(self, region: Region) -> "EmployerQuerySet":
        """Those in this region and everything below it."""
        return self.filter(region__in=Region.objects.within(region.code))

    def of_nature(self, nature: EmployerNature) -> "EmployerQuerySet":
        """Those of this 单位性质."""
        return self.filter(nature=nature)

    def of_size(self, size: EmployerSize) -> "EmployerQuerySet":
        """Those of this 规模."""
        return self.filter(size=size)

    def unverified(self) -> "EmployerQuerySet":
        """Those whose papers no bureau has checked as they now are."""
        return self.filter(status=EmployerStatus.UNVERIFIED)

    def registered_today(self) -> "EmployerQuerySet":
        """Those entered today."""
        return self.filter(created_at__gte=start_of(timezone.localdate()))

    def without_postings(self) -> "EmployerQuerySet":
        """Verified, and not one post was ever entered."""
        return self.verified().filter(postings=None)

    def verification_overdue(self) -> "EmployerQuerySet":
        """Verified, but not within the last six months."""
        return self.verified().filter(verified_at__lt=timezone.now() - VERIFICATION_LASTS)

    def visible_to(self, user: "User | AnonymousUser") -> "EmployerQuerySet":
        """Those whose responsible organization the person works for; all for a platform admin."""
        if user.is_active and user.is_superuser:
            return self
        return self.filter(organization__in=Organization.objects.of_member(user))

    def of_member(self, user: "User | AnonymousUser") -> "EmployerQuerySet":
        """Those for which this person acts today."""
        if not user.is_active:
            return self.none()
        return self.filter(members__user=user.pk, members__left_on=None)

    def with_organization(self) -> "EmployerQuerySet":
        """Loads the bureau that answers for it."""
        return self.select_related("organization")


class Employer(models.Model):
    """用人单位. Unverified until a bureau has checked its papers (人力资源市场暂行条例 24, 28)."""

    name = models.CharField(_("单位名称"), max_length=120, db_index=True)
    uscc = models.CharField(
        _("统一社会信用代码"),
        max_length=18,
        unique=True,
        null=True,
        blank=True,
        validators=[validate_uscc],
    )
    nature = models.CharField(_("单位性质"), max_length=20, choices=EmployerNature, blank=True)
    size = models.CharField(_("规模"), max_length=10, choices=EmployerSize, blank=True)
    industry = models.ForeignKey(
        Industry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="employers",
        limit_choices_to={"scheme": "gbt4754"},
        verbose_name=_("行业"),
    )
    emerging_industry = models.ForeignKey(
        Industry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="emerging_employers",
        limit_choices_to={"scheme": "emerging"},
        verbose_name=_("新兴与未来产业"),
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="employers", verbose_name=_("所在地区")
    )
    address = models.CharField(_("地址"), max_length=200, blank=True)
    introduction = models.TextField(_("单位简介"), blank=True)
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = PhoneNumberField(_("联系手机"), null=True, blank=True)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="employers",
        verbose_name=_("负责单位"),
        help_text=_("本地区的主办单位；京津冀其他地方的单位填邀请方。"),
    )
    status = models.CharField(
        _("状态"), max_length=12, choices=EmployerStatus, default=EmployerStatus.UNVERIFIED
    )
    verified_at = models.DateTimeField(_("核验时间"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="verified_employers",
        verbose_name=_("核验人"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)
    search = SearchField(_("检索词"), sources=("name",))

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = _("用人单位")
        verbose_name_plural = _("用人单位")
        ordering = ["name", "id"]
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_by=None)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
                name="employer_verified_by_and_at",
                violation_error_message=_("核验时间和核验人须同时填写。"),
            ),
            models.CheckConstraint(
                condition=~Q(status=EmployerStatus.VERIFIED) | Q(verified_at__isnull=False),
                name="employer_verified_has_reviewer",
                violation_error_message=_("已核验的单位须有核验人和核验时间。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("employer_detail", args=[self.pk])

    def clean(self) -> None:
        if self.organization_id is not None:
            check_responsible(self.organization, self.region if self.region_id else None)

    def search_document(self) -> SearchDocument:
        """What this employer, and through it its posts, are found by."""
        return SearchDocument(self.name, keys=(initials_key(initials(self.name)),))

    @property
    def is_verified(self) -> bool:
        return self.status == EmployerStatus.VERIFIED

    @property
    def verification_due_on(self) -> dt.date | None:
        """The day by which the papers are to be checked again; None if never checked."""
        if self.verified_at is None:
            return None
        return timezone.localdate(self.verified_at) + VERIFICATION_LASTS

    def move_to(self, status: EmployerStatus) -> None:
        """Change the state, unsaved; raises TransitionRefusedError. Only actions call this."""
        transitions.move(self, TRANSITIONS, status)
