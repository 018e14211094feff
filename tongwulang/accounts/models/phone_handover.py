"""换绑: an account whose owner lost the phone is handed over by two approvers."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from tongwulang.accounts.models.membership import Membership
from tongwulang.accounts.models.organization import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models.user import User

# The owner is told when one is asked for, and has this long to object before it lapses.
LASTS = dt.timedelta(days=3)


class PhoneHandoverQuerySet(models.QuerySet["PhoneHandover"]):
    def waiting(self) -> Self:
        """Asked for lately, and neither approved nor refused."""
        since = timezone.now() - LASTS
        return self.filter(decided_at=None, requested_at__gt=since)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those asked for at bureaus where the person approves; all for a platform admin."""
        if user.is_active and user.is_superuser:
            return self
        bureaus = Organization.objects.of_approver(user)
        colleagues = Membership.objects.current().filter(organization__in=bureaus)
        return self.filter(requested_by__in=colleagues.values("user"))


class PhoneHandover(models.Model):
    """One approver has seen the person and asks; another one looks again and decides. Approved, the
    new phone logs in, every second factor is gone and every session ended."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="phone_handovers",
        verbose_name=_("账号"),
    )
    new_phone = PhoneNumberField(
        _("新手机号"), null=True, blank=True, help_text=_("只重设第二重验证的，可不填。")
    )
    reason = models.CharField(
        _("核对情况"), max_length=200, help_text=_("当面核对了什么；不要写证件号码。")
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="requested_handovers",
        verbose_name=_("申请人"),
    )
    requested_at = models.DateTimeField(_("申请时间"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_handovers",
        verbose_name=_("复核人"),
    )
    decided_at = models.DateTimeField(_("复核时间"), null=True, blank=True)
    is_approved = models.BooleanField(_("同意"), default=False)

    objects = PhoneHandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("换绑申请")
        verbose_name_plural = _("换绑申请")
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="phonehandover_decided_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(is_approved=False)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("requested_by"))),
                name="phonehandover_approved_by_another",
                violation_error_message=_("复核人不能是申请人。"),
            ),
            models.CheckConstraint(
                condition=~Q(requested_by=F("user"))
                & (Q(decided_by=None) | ~Q(decided_by=F("user"))),
                name="phonehandover_not_ones_own",
                violation_error_message=_("不能办理自己的账号。"),
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(decided_at=None),
                name="phonehandover_one_waiting",
                violation_error_message=_("这个账号已有一份待复核的申请。"),
            ),
        ]

    def __str__(self) -> str:
        return _("换绑申请 %(id)s") % {"id": self.pk}

    @property
    def is_waiting(self) -> bool:
        """Whether it may still be decided."""
        return self.decided_at is None and timezone.now() - self.requested_at < LASTS
