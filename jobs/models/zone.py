"""展区: a part of a hall, usually one field of work."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.models.fair import Fair
from jobs.models.venue import Venue


class ZoneQuerySet(models.QuerySet["Zone"]):
    def of_announced_fairs(self) -> "ZoneQuerySet":
        """Those of fairs that the public sees."""
        return self.filter(venue__fair__in=Fair.objects.announced())

    def with_booths(self) -> "ZoneQuerySet":
        """Loads the booths in the order of their numbers."""
        return self.prefetch_related("booths")


class Zone(models.Model):
    """展区, called by a letter in its hall."""

    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, related_name="zones", verbose_name=_("会场")
    )
    code = models.CharField(_("展区编号"), max_length=4)
    name = models.CharField(_("展区名称"), max_length=60)

    objects = ZoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("展区")
        verbose_name_plural = _("展区")
        ordering = ["venue", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "code"],
                name="zone_code_once_per_venue",
                violation_error_message=_("该会场已有这个展区编号。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
