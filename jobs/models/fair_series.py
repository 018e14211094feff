"""招聘会系列: fairs of one kind, year after year."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FairSeries(models.Model):
    """招聘会系列: fairs of one kind, year after year."""

    name = models.CharField(_("系列名称"), max_length=120, unique=True)
    introduction = models.TextField(_("简介"), blank=True)

    class Meta:
        verbose_name = _("招聘会系列")
        verbose_name_plural = _("招聘会系列")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
