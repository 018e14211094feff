"""工作地点: where a post is, and what crossing a border for it means."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongwulang.regions.models import Region


class Workplace(models.Model):
    """Place of a post, with cross-border facts that are true as of `cross_border_on`."""

    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # those of lists start with it
        related_name="postings",
        limit_choices_to={"level": "county"},
        verbose_name=_("工作地区"),
    )
    address = models.CharField(_("工作地点"), max_length=200, blank=True)
    insurance_region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="insured_postings",
        verbose_name=_("社保缴纳地"),
    )
    shuttle = models.CharField(_("班车"), max_length=120, blank=True)
    cross_border_on = models.DateField(
        _("跨区信息核实日期"), null=True, blank=True, help_text=_("社保缴纳地、班车在哪天核实。")
    )

    class Meta:
        abstract = True
