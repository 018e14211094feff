"""What a news report said of a fair, kept apart from what the system counts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs.choices import Measure
from jobs.models.fair import Fair


class ReportedFigureQuerySet(models.QuerySet["ReportedFigure"]):
    def of_the_region(self) -> "ReportedFigureQuerySet":
        """Background figures that belong to no fair."""
        return self.filter(fair=None)


class ReportedFigure(models.Model):
    """A figure exactly as a report gave it. `value` None means 未报道: never a guess, never 0."""

    fair = models.ForeignKey(
        Fair,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reported_figures",
        verbose_name=_("招聘会"),
    )
    measure = models.CharField(_("指标"), max_length=20, choices=Measure)
    value = models.PositiveIntegerField(_("数值"), null=True, blank=True)
    is_at_least = models.BooleanField(_("以上"), default=False)
    wording = models.CharField(_("报道原话"), max_length=120, blank=True)
    source = models.TextField(_("来源"))

    objects = ReportedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("报道数字")
        verbose_name_plural = _("报道数字")
        ordering = ["fair", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "measure"],
                name="reportedfigure_once_per_fair",
                violation_error_message=_("该招聘会已有这项数字。"),
            ),
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(fair=None),
                name="reportedfigure_once_for_the_region",
                violation_error_message=_("区域已有这项数字。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}：{self.text}"

    @property
    def text(self) -> str:
        """The figure as reported: 5,000+, 173, or 未报道."""
        if self.value is None:
            return str(_("未报道"))
        return f"{self.value:,}+" if self.is_at_least else f"{self.value:,}"
