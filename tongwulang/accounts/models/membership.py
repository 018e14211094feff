"""Who works at which bureau, and until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.models.organization import Organization


class Membership(models.Model):
    """A person's post at a bureau. Leaving it (`left_on`) ends every right that it gave."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("用户"),
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("主办单位"),
    )
    joined_on = models.DateField(_("到岗日期"))
    left_on = models.DateField(_("离岗日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("工作人员")
        verbose_name_plural = _("工作人员")
        ordering = ["organization", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization"],
                condition=Q(left_on=None),
                name="membership_one_current_per_organization",
                violation_error_message=_("该用户已是该单位的工作人员。"),
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="membership_left_after_joining",
                violation_error_message=_("离岗日期不能早于到岗日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.user}"
