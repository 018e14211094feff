"""What became of an application: one row for each step, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.choices import ApplicationStatus, DeclineReason
from jobs.models.application import Application


class ApplicationStep(models.Model):
    """投递进展. `by` is nobody where a day passed or another employer hired."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="steps", verbose_name=_("投递")
    )
    status = models.CharField(_("状态"), max_length=12, choices=ApplicationStatus)
    reason = models.CharField(_("理由"), max_length=20, choices=DeclineReason, blank=True)
    at = models.DateTimeField(_("时间"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="application_steps",
        verbose_name=_("经手人"),
    )

    class Meta:
        verbose_name = _("投递进展")
        verbose_name_plural = _("投递进展")
        ordering = ["application", "at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=ApplicationStatus.DECLINED) & ~Q(reason="")
                | ~Q(status=ApplicationStatus.DECLINED) & Q(reason=""),
                name="applicationstep_declined_has_reason",
                violation_error_message=_("未通过须选择理由；其他状态不填理由。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} · {self.get_status_display()}"
