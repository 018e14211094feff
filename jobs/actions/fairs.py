"""What moves a fair: publish it, record that it was held, cancel it."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.choices import FairStatus
from jobs.models import Fair

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from tongwulang.accounts.models import User


@transaction.atomic
def move_fair(*, fair: Fair, status: FairStatus, by: "User") -> Fair:
    """Publish, hold or cancel a fair, with who decided and when.

    Raises TransitionRefusedError where its present state does not allow it; ValidationError naming
    the plans or the host that publishing lacks (人力资源市场暂行条例 28).
    """
    fair = Fair.objects.select_for_update().get(pk=fair.pk)
    fair.move_to(status)
    fair.decided_by, fair.decided_at = by, timezone.now()
    if status == FairStatus.PUBLISHED:
        _check_publishable(fair)
        fair.announced_at = fair.decided_at
    fair.save()
    return fair


def lacking_to_publish(fair: Fair) -> "list[StrOrPromise]":
    """What the law asks for and the fair has not: plans, a host (人力资源市场暂行条例 28), and for
    every hall a known size and, if it is large, a licence or the ground for having none
    (大型群众性活动安全管理条例 2, 13)."""
    lacking = fair.missing_plans()
    if not fair.hosts.exists():
        lacking.append(_("主办单位"))
    for venue in fair.venues.all():
        if venue.expected_visitors is None:
            lacking.append(_("%(venue)s的预计人数") % {"venue": venue})
        elif venue.lacks_permit:
            lacking.append(_("%(venue)s的安全许可文号，或无须许可的依据") % {"venue": venue})
    return lacking


def _check_publishable(fair: Fair) -> None:
    lacking = lacking_to_publish(fair)
    if lacking:
        raise ValidationError(
            _("“%(fair)s”不能发布：缺少%(lacking)s。"),
            code="not_publishable",
            params={"fair": fair, "lacking": "、".join(str(name) for name in lacking)},
        )
