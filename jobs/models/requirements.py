"""任职要求: what a post asks for, as data that filters and matching can use."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.choices import Shift
from jobs.short_texts import ShortTextsField
from tongwulang.regions.models import Education, Major


class Requirements(models.Model):
    """任职要求 of a post. Empty means 不限."""

    education_min = models.ForeignKey(
        Education,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
        db_index=False,  # those of lists start with it
        verbose_name=_("最低学历"),
        help_text=_("空为不限。"),
    )
    experience_min = models.PositiveSmallIntegerField(
        _("经验下限"), default=0, help_text=_("年；0 为不限。")
    )
    majors = models.ManyToManyField(
        Major,
        blank=True,
        related_name="postings",
        verbose_name=_("专业"),
        help_text=_("可选学科门类、专业类或专业；空为不限。"),
    )
    certificates = ShortTextsField(_("证书"))
    skills = ShortTextsField(_("技能"))
    shift = models.CharField(_("班次"), max_length=12, choices=Shift, blank=True)
    requirements = models.TextField(_("其他要求"), blank=True)

    class Meta:
        abstract = True
