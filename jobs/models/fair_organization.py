"""Which organization hosts a fair, and as what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.choices import FairRole
from jobs.models.fair import Fair
from tongwulang.accounts.models import Organization


class FairOrganization(models.Model):
    """Which organization hosts a fair, and as what."""

    fair = models.ForeignKey(
        Fair, on_delete=models.CASCADE, related_name="hosts", verbose_name=_("招聘会")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="hosted", verbose_name=_("单位")
    )
    role = models.CharField(_("角色"), max_length=8, choices=FairRole, default=FairRole.HOST)

    class Meta:
        verbose_name = _("主办与承办")
        verbose_name_plural = _("主办与承办")
        ordering = ["role", "organization"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "organization"],
                name="fairorganization_once",
                violation_error_message=_("该单位已列入。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}（{self.get_role_display()}）"
