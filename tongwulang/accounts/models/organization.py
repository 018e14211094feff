"""A bureau: one region and one kind of office."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.choices import MembershipRole, OrganizationKind
from tongwulang.regions.models import Region

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models.user import User


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def of_member(self, user: "User | AnonymousUser") -> "OrganizationQuerySet":
        """The organizations in which this person works today.

        Only of staff: whoever has the rights of a bureau logs in with a second factor, which the
        site demands of staff (second_factor.py).
        """
        if not (user.is_active and user.is_staff):
            return self.none()
        return self.filter(memberships__user=user.pk, memberships__left_on=None)

    def of_approver(self, user: "User | AnonymousUser") -> "OrganizationQuerySet":
        """The organizations in which this person approves what others prepared."""
        if not (user.is_active and user.is_staff):
            return self.none()
        return self.filter(
            memberships__user=user.pk,
            memberships__left_on=None,
            memberships__role=MembershipRole.APPROVER,
        )

    def veterans_affairs(self) -> "OrganizationQuerySet":
        """退役军人事务局: the bureaus that verify veterans and dependents."""
        return self.filter(kind=OrganizationKind.VETERANS_AFFAIRS)

    def visible_to(self, user: "User | AnonymousUser") -> "OrganizationQuerySet":
        """All of them for staff: bureaus are public bodies, and fairs are run together."""
        return self if user.is_active and user.is_staff else self.none()


class Organization(models.Model):
    """主办单位 / 承办单位: the bureau of a region that answers for its employers and people."""

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="organizations", verbose_name=_("地区")
    )
    kind = models.CharField(_("类别"), max_length=12, choices=OrganizationKind)
    name = models.CharField(_("名称"), max_length=80, unique=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("主办单位")
        verbose_name_plural = _("主办单位")
        ordering = ["region", "kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind"],
                condition=~Q(kind=OrganizationKind.OTHER),
                name="organization_one_bureau_of_a_kind_per_region",
                violation_error_message=_("该地区已有同类部门。"),
            )
        ]

    def __str__(self) -> str:
        return self.name
