"""提供记录: which employer was given which fields of whom, because of which consent."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models.applicant import Applicant
from jobs.models.application import LOOKED_INTO, Application
from jobs.models.employer import Employer
from jobs.models.handover import FIELDS, Given, given
from tongwulang.accounts.models import Consent

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def in_force(self) -> "DisclosureQuerySet":
        """Those of which the consent holds."""
        return self.filter(consent__withdrawn_at=None)

    def open_to_employer(self) -> "DisclosureQuerySet":
        """Those whose fields the employer's side may look at: of these, until the application has
        ended otherwise than by hiring, as the person was told when they agreed."""
        return self.in_force().filter(application__status__in=LOOKED_INTO)

    def with_parties(self) -> "DisclosureQuerySet":
        """Loads who got it, of whom, and because of which consent to what."""
        return self.select_related(
            "employer", "consent__notice", "applicant__resume", "applicant__region"
        ).defer("applicant__resume__content")

    def of_person(self, user: "User | AnonymousUser") -> "DisclosureQuerySet":
        """One's own."""
        return self.filter(applicant__user=user.pk)


class Disclosure(models.Model):
    """提供记录. Kept for three years and more (个人信息保护法 23, 55–56), so nothing that it names
    can be deleted under it. Names fields, not their contents: those stay with the person."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="disclosures", verbose_name=_("投递")
    )
    applicant = models.ForeignKey(
        Applicant, on_delete=models.PROTECT, related_name="disclosures", verbose_name=_("求职者")
    )
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, related_name="disclosures", verbose_name=_("接收方")
    )
    consent = models.OneToOneField(
        Consent, on_delete=models.PROTECT, related_name="disclosure", verbose_name=_("依据的同意")
    )
    purpose = models.CharField(_("目的"), max_length=200)
    fields = models.JSONField(_("提供的内容"))
    disclosed_at = models.DateTimeField(_("提供时间"), default=timezone.now)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("提供记录")
        verbose_name_plural = _("提供记录")
        ordering = ["-disclosed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.applicant} → {self.employer}"

    @property
    def labels(self) -> list[str]:
        """Chinese names of the fields."""
        return [str(field.label) for name, field in FIELDS.items() if name in self.fields]

    def given(self) -> list[Given]:
        """The fields with what they say of the person today; none once the consent has ended."""
        return [] if self.consent.withdrawn_at else given(self.applicant, self.fields)
