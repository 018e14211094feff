"""What a veterans-affairs bureau decides about a person's claim."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models import AudienceClaim

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


@transaction.atomic
def verify_claim(
    *, claim: AudienceClaim, by: "User", valid_until: dt.date | None = None
) -> AudienceClaim:
    """Record that the bureau saw the proof today; the proof itself is not kept here.

    Raises ValidationError if `valid_until` has passed already, or the person has withdrawn.
    """
    held = _held(claim)
    if held is None:
        raise ValidationError(_("本人刚刚撤回了同意，身份认定已删除。"), code="withdrawn")
    claim = held
    claim.verified_on, claim.valid_until = timezone.localdate(), valid_until
    claim.full_clean()
    claim.save()
    return claim


def _held(claim: AudienceClaim) -> AudienceClaim | None:
    """The claim alone: in the model's order the applicant would be held after it, and whoever
    withdraws holds the applicant first."""
    found = AudienceClaim.objects.select_for_update(of=("self",)).order_by()
    return found.filter(pk=claim.pk).first()
