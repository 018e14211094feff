"""导出: who took which rows out of the system, as a workbook or on paper, and the file itself."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs import transitions
from jobs.choices import ExportKind, ExportStatus
from jobs.models.fair import Fair
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User

TRANSITIONS: transitions.Transitions = {
    ExportStatus.WORKING: frozenset({ExportStatus.DONE, ExportStatus.FAILED}),
    ExportStatus.DONE: frozenset(),
    ExportStatus.FAILED: frozenset(),
}

# Whoever works on a run says so anew with every chunk; after this silence it counts as killed.
LEASE = dt.timedelta(minutes=2)
# Columns that a list of runs does without.
HEAVY = ("content", "keys")
# The file may hold personal data, and the rows can be asked for again: it does not stay.
CONTENT_KEPT = dt.timedelta(days=7)


class ExportRunQuerySet(models.QuerySet["ExportRun"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ExportRunQuerySet":
        """Those made by people of organizations that the person works for today."""
        if user.is_active and user.is_superuser:
            return self
        mine = Organization.objects.of_member(user)
        of_mine = ExportRun.organizations.through.objects.filter(organization__in=mine)
        return self.filter(pk__in=of_mine.values("exportrun"))

    def waiting(self) -> "ExportRunQuerySet":
        """To be worked on, and nobody is: new ones, and those whose worker fell silent."""
        is_free = Q(leased_until=None) | Q(leased_until__lt=timezone.now())
        return self.filter(is_free, status=ExportStatus.WORKING).order_by("pk")

    def without_content(self) -> "ExportRunQuerySet":
        """For lists: leaves the file and the keys where they are."""
        return self.defer(*HEAVY)

    def overdue(self) -> "ExportRunQuerySet":
        """Made long ago, and their file is still there."""
        made = self.exclude(status=ExportStatus.WORKING).exclude(content=b"")
        return made.filter(updated_at__lt=timezone.now() - CONTENT_KEPT)


class ExportRun(models.Model):
    """导出记录. The row stays as the record of who exported what; only its file goes.

    `organizations` are those for which the person worked at that moment; none for a platform admin.
    """

    kind = models.CharField(_("内容"), max_length=16, choices=ExportKind)
    fair = models.ForeignKey(
        Fair,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="export_runs",
        verbose_name=_("招聘会"),
    )
    filters = models.CharField(_("筛选条件"), max_length=500, blank=True)
    is_named = models.BooleanField(_("含姓名、联系方式"), default=False)
    has_personal_data = models.BooleanField(_("含个人信息"), default=False)
    row_count = models.PositiveIntegerField(_("行数"))
    organizations = models.ManyToManyField(
        Organization, blank=True, related_name="export_runs", verbose_name=_("导出人所在单位")
    )
    requested_at = models.DateTimeField(_("导出时间"), auto_now_add=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="requested_exports",
        verbose_name=_("导出人"),
    )
    site = models.CharField(_("站点地址"), max_length=200)
    keys = models.JSONField(_("各行的主键"), default=list)
    digest = models.CharField(_("请求的 SHA-256 摘要"), max_length=64)
    status = models.CharField(
        _("状态"), max_length=12, choices=ExportStatus, default=ExportStatus.WORKING
    )
    rows_done = models.PositiveIntegerField(_("已处理"), default=0)
    content = models.BinaryField(_("文件内容"), default=bytes)
    failure = models.CharField(_("失败原因"), max_length=300, blank=True)
    leased_until = models.DateTimeField(_("处理中，直到"), null=True, blank=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    objects = ExportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("导出与打印")
        verbose_name_plural = _("导出与打印")
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["requested_by", "digest"],
                condition=Q(status=ExportStatus.WORKING),
                name="exportrun_once_while_working",
                violation_error_message=_("正在生成同样的文件。"),
            ),
        ]

    def __str__(self) -> str:
        made_on = timezone.localdate(self.requested_at)
        about = f"{self.get_kind_display()} · {self.fair}" if self.fair else self.get_kind_display()
        return f"{about} · {made_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("admin:jobs_exportrun_change", args=[self.pk])

    @property
    def is_working(self) -> bool:
        """Being made, or waiting for it."""
        return self.status == ExportStatus.WORKING

    @property
    def percent_done(self) -> int:
        return 100 * self.rows_done // self.row_count if self.row_count else 0

    @property
    def content_kept_until(self) -> dt.datetime:
        """When the file goes."""
        return self.updated_at + CONTENT_KEPT

    def move_to(self, status: ExportStatus) -> None:
        """Change the state, unsaved; raises TransitionRefusedError. Only actions call this."""
        transitions.move(self, TRANSITIONS, status)
