"""What a bureau decides about an employer: verified, or suspended with everything of its."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jobs.actions import postings
from jobs.choices import EmployerStatus
from jobs.models import Employer

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


@transaction.atomic
def verify_employer(*, employer: Employer, by: "User") -> Employer:
    """Record that a bureau checked the employer's papers today (人力资源市场暂行条例 24, 28)."""
    employer = Employer.objects.select_for_update().get(pk=employer.pk)
    employer.move_to(EmployerStatus.VERIFIED)
    employer.verified_by, employer.verified_at = by, timezone.now()
    employer.save()
    return employer


@transaction.atomic
def suspend_employer(*, employer: Employer, by: "User") -> Employer:
    """Take an employer and all its public posts off the public pages."""
    employer = Employer.objects.select_for_update().get(pk=employer.pk)
    employer.move_to(EmployerStatus.SUSPENDED)
    employer.save()
    for posting in employer.postings.published():
        postings.close_posting(posting=posting, by=by)
    return employer
