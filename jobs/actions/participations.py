"""What organizers decide about an employer that wants to take part in a fair."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.choices import ParticipationStatus
from jobs.models import Participation

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


@transaction.atomic
def decide_participation(
    *, participation: Participation, status: ParticipationStatus, by: "User", reason: str = ""
) -> Participation:
    """Accept, put on the waiting list, refuse or withdraw, with who decided and when.

    Whoever does not take part gives its booth back. Raises TransitionRefusedError where the
    present state does not allow it; ValidationError for a refusal without a reason, and for
    accepting an employer that is not verified (人力资源市场暂行条例 28).
    """
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    participation.move_to(status)
    participation.rejection_reason = reason
    if status == ParticipationStatus.ACCEPTED:
        _check_verified(participation)
    else:
        participation.venue = participation.booth = None
    participation.decided_by, participation.decided_at = by, timezone.now()
    participation.full_clean()
    participation.save()
    return participation


def _check_verified(participation: Participation) -> None:
    if not participation.employer.is_verified:
        raise ValidationError(
            _("“%(employer)s”尚未核验，不能确认参会。"),
            code="employer_not_verified",
            params={"employer": participation.employer},
        )
