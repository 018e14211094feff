"""导入: one workbook on its way into the tables, and what became of each of its rows."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs import transitions
from jobs.choices import ImportKind, ImportStatus
from jobs.models.fair import Fair
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User

_OUT = {ImportStatus.CANCELLED, ImportStatus.FAILED}

TRANSITIONS: transitions.Transitions = {
    ImportStatus.MAPPING: frozenset({ImportStatus.CHECKING, *_OUT}),
    ImportStatus.CHECKING: frozenset({ImportStatus.READY, *_OUT}),
    ImportStatus.READY: frozenset(
        {ImportStatus.MAPPING, ImportStatus.CHECKING, ImportStatus.IMPORTING, *_OUT}
    ),
    ImportStatus.IMPORTING: frozenset({ImportStatus.DONE, ImportStatus.FAILED}),
    ImportStatus.DONE: frozenset(),
    ImportStatus.CANCELLED: frozenset(),
    ImportStatus.FAILED: frozenset(),
}

UNFINISHED = (
    ImportStatus.MAPPING,
    ImportStatus.CHECKING,
    ImportStatus.READY,
    ImportStatus.IMPORTING,
)
WORKED_ON = (ImportStatus.CHECKING, ImportStatus.IMPORTING)

# Whoever works on a run says so anew with every chunk; after this silence it counts as killed.
LEASE = dt.timedelta(minutes=2)
# Columns that a list of runs does without.
HEAVY = ("content", "problems", "doubts", "left_out")
# The file may hold names and phones of contacts: it goes once nobody needs it for corrections.
CONTENT_KEPT = dt.timedelta(days=30)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ImportRunQuerySet":
        """Those of organizations that the person works for."""
        if user.is_active and user.is_superuser:
            return self
        return self.filter(organization__in=Organization.objects.of_member(user))

    def unfinished(self) -> "ImportRunQuerySet":
        """Neither imported nor given up."""
        return self.filter(status__in=UNFINISHED)

    def waiting(self) -> "ImportRunQuerySet":
        """To be worked on, and nobody is: new ones, and those whose worker fell silent."""
        is_free = Q(leased_until=None) | Q(leased_until__lt=timezone.now())
        return self.filter(is_free, status__in=WORKED_ON).order_by("pk")

    def without_content(self) -> "ImportRunQuerySet":
        """For lists: leaves the file and the remarks where they are."""
        return self.defer(*HEAVY)

    def overdue(self) -> "ImportRunQuerySet":
        """Finished long ago, and their file is still there."""
        ended = self.exclude(status__in=UNFINISHED).exclude(content=b"")
        return ended.filter(updated_at__lt=timezone.now() - CONTENT_KEPT)


class ImportRun(models.Model):
    """导入批次. `counts` and the remarks are those of the last check, then of the import."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="import_runs",
        verbose_name=_("负责单位"),
    )
    kind = models.CharField(_("内容"), max_length=16, choices=ImportKind)
    fair = models.ForeignKey(
        Fair,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="import_runs",
        verbose_name=_("招聘会"),
    )
    file_name = models.CharField(_("文件名"), max_length=200)
    digest = models.CharField(_("SHA-256 摘要"), max_length=64)
    content = models.BinaryField(_("文件内容"))
    headings = models.JSONField(_("列名的含义"), default=dict)
    status = models.CharField(
        _("状态"), max_length=12, choices=ImportStatus, default=ImportStatus.MAPPING
    )
    row_count = models.PositiveIntegerField(_("行数"), default=0)
    rows_done = models.PositiveIntegerField(_("已处理"), default=0)
    counts = models.JSONField(_("结果"), default=dict)
    problems = models.JSONField(_("有问题的单元格"), default=list, encoder=DjangoJSONEncoder)
    doubts = models.JSONField(_("请核对的单元格"), default=list, encoder=DjangoJSONEncoder)
    left_out = models.JSONField(_("没有当作数据的行"), default=list)
    failure = models.CharField(_("失败原因"), max_length=300, blank=True)
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="uploaded_imports",
        verbose_name=_("上传人"),
    )
    leased_until = models.DateTimeField(_("处理中，直到"), null=True, blank=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("导入")
        verbose_name_plural = _("导入")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "digest"],
                condition=Q(status__in=UNFINISHED, fair=None),
                name="importrun_once_while_unfinished",
                violation_error_message=_("这个文件正在导入。"),
            ),
            models.UniqueConstraint(
                fields=["organization", "kind", "digest", "fair"],
                condition=Q(status__in=UNFINISHED, fair__isnull=False),
                name="importrun_once_a_fair_while_unfinished",
                violation_error_message=_("这个文件正在导入。"),
            ),
            models.CheckConstraint(
                condition=~Q(kind=ImportKind.PARTICIPATIONS) | Q(fair__isnull=False),
                name="importrun_participations_name_a_fair",
                violation_error_message=_("导入参会单位须选招聘会。"),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("admin:jobs_importrun_change", args=[self.pk])

    @property
    def is_worked_on(self) -> bool:
        """Being checked or imported, or waiting for it."""
        return self.status in WORKED_ON

    @property
    def percent_done(self) -> int:
        return 100 * self.rows_done // self.row_count if self.row_count else 0

    def move_to(self, status: ImportStatus) -> None:
        """Change the state, unsaved; raises TransitionRefusedError. Only actions call this."""
        transitions.move(self, TRANSITIONS, status)
