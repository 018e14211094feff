"""A form that was sent, and what it was answered with: sent again it is answered the same."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Whoever goes back to a page after that means it anew.
REMEMBERED = dt.timedelta(days=1)


class SentFormQuerySet(models.QuerySet["SentForm"]):
    def stale(self) -> Self:
        """Those that were sent long ago."""
        return self.filter(sent_at__lt=timezone.now() - REMEMBERED)


class SentForm(models.Model):
    """One form of a person, as shown once and filled in in one way. `key` is a keyed digest of it;
    `answer` names what was made of it, empty for nothing yet."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="sent_forms",
        verbose_name=_("填写人"),
    )
    key = models.CharField(_("表单摘要"), max_length=32)
    answer = models.CharField(_("结果"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("提交时间"), default=timezone.now, db_index=True)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("已提交的表单")
        verbose_name_plural = _("已提交的表单")
        ordering = ["-sent_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="sentform_once_a_person")]

    def __str__(self) -> str:
        return f"{self.key} {self.sent_at:%Y-%m-%d %H:%M}"
