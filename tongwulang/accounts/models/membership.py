"""Who works at which bureau, as what, and until when."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.choices import MembershipRole
from tongwulang.accounts.models.organization import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models.user import User


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Those that have not ended."""
        return self.filter(left_on=None)

    def of(self, user: "User | AnonymousUser") -> Self:
        """Those of a person who may use them: active, and staff, as every organizer is."""
        if not (user.is_active and user.is_staff):
            return self.none()
        return self.current().filter(user=user.pk)

    def approvers(self) -> Self:
        """Those that approve what others prepared."""
        return self.filter(role=MembershipRole.APPROVER)


class Membership(models.Model):
    """A person's post at a bureau. Leaving it (`left_on`) ends every right that it gave; `role`
    says whether the person prepares (clerk) or also approves what somebody else prepared."""

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
    role = models.CharField(
        _("岗位"), max_length=10, choices=MembershipRole, default=MembershipRole.CLERK
    )
    joined_on = models.DateField(_("到岗日期"))
    left_on = models.DateField(_("离岗日期"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

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
