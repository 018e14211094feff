"""What people are told before they agree, in versions that never change."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.choices import NoticeKind


class NoticeQuerySet(models.QuerySet["Notice"]):
    def in_force(self) -> Self:
        """Those whose day has come, the newest version first."""
        return self.filter(effective_on__lte=timezone.localdate()).order_by("-version")

    def current(self, kind: NoticeKind) -> "Notice | None":
        """The version of this kind that holds today; None before the first."""
        return self.in_force().filter(kind=kind).first()


class Notice(models.Model):
    """告知: who gets which data for what and how long (个人信息保护法 17). A change of the text is
    a new version; what people agreed to stays readable."""

    kind = models.CharField(_("类别"), max_length=16, choices=NoticeKind)
    version = models.PositiveSmallIntegerField(_("版本"))
    title = models.CharField(_("标题"), max_length=80)
    body = models.TextField(_("内容"))
    effective_on = models.DateField(_("生效日期"))

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("告知")
        verbose_name_plural = _("告知")
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="notice_version_once")
        ]

    def __str__(self) -> str:
        return _("%(title)s（第 %(version)s 版）") % {"title": self.title, "version": self.version}
