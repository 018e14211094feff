"""待遇: what a post pays, in 元/月."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.models.top_pay import TopPayField
from jobs.short_texts import ShortTextsField


class Pay(models.Model):
    """待遇 of a post. Unknown pay is absent, never 0; constraints stand in Posting."""

    base_pay = models.PositiveIntegerField(
        _("底薪"), null=True, blank=True, help_text=_("元/月，不含绩效、加班费。")
    )
    salary_min = models.PositiveIntegerField(_("月薪下限"), null=True, blank=True)
    salary_max = models.PositiveIntegerField(_("月薪上限"), null=True, blank=True)
    salary_months = models.PositiveSmallIntegerField(_("年发薪月数"), default=12)
    is_negotiable = models.BooleanField(_("面议"), default=False)
    negotiable_reason = models.CharField(
        _("面议理由"),
        max_length=200,
        blank=True,
        help_text=_("面议且没有底薪时，由审核人填写公开的理由。"),
    )
    benefits = ShortTextsField(_("福利"))
    top_pay = TopPayField(_("排序用月薪"))

    class Meta:
        abstract = True
