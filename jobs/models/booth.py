"""展位: where an employer stands in a hall."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.models.zone import Zone


class Booth(models.Model):
    """展位. Its hall and its fair are those of its zone; there is no second path."""

    zone = models.ForeignKey(
        Zone, on_delete=models.PROTECT, related_name="booths", verbose_name=_("展区")
    )
    number = models.CharField(_("展位号"), max_length=8, help_text=_("含展区编号，如 B12。"))

    class Meta:
        verbose_name = _("展位")
        verbose_name_plural = _("展位")
        ordering = ["zone", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "number"],
                name="booth_number_once_per_zone",
                violation_error_message=_("该展区已有这个展位号。"),
            )
        ]

    def __str__(self) -> str:
        return self.number
