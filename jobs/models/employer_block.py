"""不让它看到我: an employer that a person does not want to be seen by."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models.employer import Employer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User


class EmployerBlockQuerySet(models.QuerySet["EmployerBlock"]):
    def of_person(self, user: "User | AnonymousUser | None") -> "EmployerBlockQuerySet":
        """One's own; none for nobody."""
        return self.filter(user=user.pk) if user else self.none()


class EmployerBlock(models.Model):
    """Nothing of the person is given to this employer, and nothing of it is offered to them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="employer_blocks",
        verbose_name=_("用户"),
    )
    employer = models.ForeignKey(
        Employer, on_delete=models.CASCADE, related_name="blocks", verbose_name=_("用人单位")
    )
    blocked_at = models.DateTimeField(_("时间"), default=timezone.now)

    objects = EmployerBlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("屏蔽的单位")
        verbose_name_plural = _("屏蔽的单位")
        ordering = ["-blocked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "employer"], name="employerblock_one_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} × {self.employer}"
