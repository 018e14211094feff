"""What a bureau decides about an employer, and what that means for its posts."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jobs.choices import EmployerStatus, PostingStatus
from jobs.models import Employer

if TYPE_CHECKING:
    from tongwulang.accounts.models import User


def locked_employer(pk: int) -> Employer:
    """The employer as it stands now, held until the transaction ends.

    Whoever makes a post public takes this lock first, so that no post appears while its employer
    is being suspended.
    """
    return Employer.objects.select_for_update().get(pk=pk)


@transaction.atomic
def verify_employer(*, employer: Employer, by: "User") -> Employer:
    """Record that a bureau checked the employer's papers today (人力资源市场暂行条例 24, 28).

    Posts that were taken off the public pages with their employer come back.
    """
    employer = locked_employer(employer.pk)
    employer.move_to(EmployerStatus.VERIFIED)
    employer.verified_by, employer.verified_at = by, timezone.now()
    employer.save()
    _move_posts(employer, PostingStatus.SUSPENDED, PostingStatus.PUBLISHED)
    return employer


@transaction.atomic
def suspend_employer(*, employer: Employer, by: "User") -> Employer:
    """Take an employer and all its public posts off the public pages, until verified again."""
    return _withdraw(employer, EmployerStatus.SUSPENDED)


@transaction.atomic
def require_verification(*, employer: Employer, by: "User") -> Employer:
    """End a verification whose facts have changed; the posts wait for the next one."""
    return _withdraw(employer, EmployerStatus.UNVERIFIED)


def _withdraw(employer: Employer, status: EmployerStatus) -> Employer:
    employer = locked_employer(employer.pk)
    employer.move_to(status)
    employer.save()
    _move_posts(employer, PostingStatus.PUBLISHED, PostingStatus.SUSPENDED)
    return employer


def _move_posts(employer: Employer, present: PostingStatus, target: PostingStatus) -> None:
    for posting in employer.postings.select_for_update().filter(status=present):
        posting.move_to(target)
        posting.save(update_fields=["status", "updated_at"])
