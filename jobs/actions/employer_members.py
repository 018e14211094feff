"""Who comes to act for an employer."""

from django.db import transaction

from jobs.models import EmployerMember
from tongwulang.accounts.models import User
from tongwulang.outbox.actions import messages


@transaction.atomic
def invite(*, member: EmployerMember, by: User) -> EmployerMember:
    """Enter a member for an employer, and tell them: the phone that was named is their way in."""
    member.save()
    values = {
        "employer": member.employer.name,
        "organization": member.employer.organization.name,
    }
    messages.write(
        to=member.user, kind="employer_invited", values=values, once=f"employer-member:{member.pk}"
    )
    return member
