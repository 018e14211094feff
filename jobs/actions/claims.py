"""What a veterans-affairs bureau decides about a person's claim."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jobs.models import AudienceClaim

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


@transaction.atomic
def verify_claim(
    *, claim: AudienceClaim, by: "User", valid_until: dt.date | None = None
) -> AudienceClaim:
    """Record that the bureau saw the proof today; the proof itself is not kept here.

    Raises ValidationError if `valid_until` has passed already.
    """
    claim = AudienceClaim.objects.select_for_update().get(pk=claim.pk)
    claim.verified_on, claim.valid_until = timezone.localdate(), valid_until
    claim.full_clean()
    claim.save()
    return claim
