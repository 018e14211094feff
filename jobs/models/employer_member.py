"""Who acts for an employer, and until when."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobs.models.employer import Employer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User


class EmployerMemberQuerySet(models.QuerySet["EmployerMember"]):
    def current(self) -> Self:
        """Those that have not ended."""
        return self.filter(left_on=None)

    def of(self, user: "User | AnonymousUser") -> Self:
        """The person's own that have not ended; none for somebody who is not active."""
        return self.current().filter(user=user.pk) if user.is_active else self.none()

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those of employers that the person's bureau answers for."""
        return self.filter(employer__in=Employer.objects.visible_to(user))


class EmployerMember(models.Model):
    """经办人: a person who works on an employer's posts. Leaving (`left_on`) ends the right."""

    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, related_name="members", verbose_name=_("用人单位")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="employer_memberships",
        verbose_name=_("用户"),
    )
    joined_on = models.DateField(_("开始日期"))
    left_on = models.DateField(_("结束日期"), null=True, blank=True)

    objects = EmployerMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("单位经办人")
        verbose_name_plural = _("单位经办人")
        ordering = ["employer", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "user"],
                condition=Q(left_on=None),
                name="employermember_one_current_per_employer",
                violation_error_message=_("该用户已是该单位的经办人。"),
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="employermember_left_after_joining",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer} · {self.user}"
