"""What organizers decide about an employer that wants to take part in a fair."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jobs.choices import ParticipationStatus
from jobs.models import Participation

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


@transaction.atomic
def decide_participation(
    *, participation: Participation, status: ParticipationStatus, by: "User", reason: str = ""
) -> Participation:
    """Accept, put on the waiting list or refuse, with who decided and when.

    Raises TransitionRefusedError where the present state does not allow it, ValidationError for a
    refusal without a reason.
    """
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    participation.move_to(status)
    participation.rejection_reason = reason
    participation.decided_by, participation.decided_at = by, timezone.now()
    participation.full_clean()
    participation.save()
    return participation
