"""提供记录: which employer was given which fields of whom, because of which consent."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models.applicant import Applicant
from jobs.models.application import LOOKED_INTO, Application
from jobs.models.employer import Employer
from jobs.models.handover import FIELDS, NEEDED, Given, given
from tongwulang.accounts.models import Consent

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def in_force(self) -> "DisclosureQuerySet":
        """Those of which the consent holds."""
        return self.filter(consent__withdrawn_at=None)

    def narrow(self) -> None:
        """Leave no more of them to be looked at than it takes to answer; the record stays as it
        is."""
        self.filter(narrowed_at=None).update(narrowed_at=timezone.now())

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
    narrowed_at = models.DateTimeField(
        _("收回时间"),
        null=True,
        blank=True,
        help_text=_("本人撤回对求职资料的同意后，只剩姓名和手机号。"),
    )

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("提供记录")
        verbose_name_plural = _("提供记录")
        ordering = ["-disclosed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.applicant} → {self.employer}"

    @property
    def labels(self) -> list[str]:
        """Chinese names of the fields that were given."""
        return _labels(self.fields)

    @property
    def shown_labels(self) -> list[str]:
        """Chinese names of the fields that may still be looked at, without a file that is gone."""
        has_file = hasattr(self.applicant, "resume")
        return _labels([name for name in self.shown if name != "resume" or has_file])

    @property
    def shown(self) -> list[str]:
        """Names of the fields that may still be looked at."""
        if self.consent.withdrawn_at:
            return []
        return [name for name in self.fields if name in NEEDED or self.narrowed_at is None]

    def given(self) -> list[Given]:
        """The fields that may still be looked at, with what they say of the person today."""
        return given(self.applicant, self.shown)


def _labels(names: list[str]) -> list[str]:
    return [str(field.label) for name, field in FIELDS.items() if name in names]
