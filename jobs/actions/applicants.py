"""What becomes of a person's own data: entered, corrected, looked at by others."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jobs.models import Applicant, Employer, Look
from jobs.models.look import CAPACITY_LENGTH
from jobs.responsibility import responsible_for
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Notice, Organization, User


def applicant_of(user: User) -> Applicant:
    """The person's row, or an unsaved one that knows what the account knows."""
    found = Applicant.objects.with_codes().filter(user=user).first()
    return found or Applicant(user=user, name=user.name, phone=user.phone)


@transaction.atomic
def save_own(*, by: User, values: Mapping[str, Any], agreed: Notice | None = None) -> Applicant:
    """Write cleaned values of fields of Applicant into the person's own row, made if need be, and
    the consent to the notice that the person has just agreed to.

    The bureau that answers for them follows the region; one that a bureau chose stays as long as
    it may answer. Two requests at once write one row.
    """
    # Not against new rows that name the person, as the consent of another tap's application does:
    # that one holds the applicant, and each would wait for the other.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if agreed is not None:
        consents.agree(user=by, notice=agreed)
    applicant = applicant_of(by)
    many = {field.name for field in Applicant._meta.many_to_many}
    for name in values.keys() - many:
        setattr(applicant, name, values[name])
    if "region" in values or applicant.organization_id is None:
        applicant.organization = _answering(applicant)
    applicant.save()
    for name in values.keys() & many:
        getattr(applicant, name).set(values[name])
    return applicant


def _answering(applicant: Applicant) -> Organization | None:
    derived, present = responsible_for(applicant.region), applicant.organization
    if present and (derived is None or present.region.place_id == derived.region.place_id):
        return present
    return derived


def look_at(*, applicant: Applicant, by: User, employer: Employer | None = None) -> Look:
    """Record that this person opens the applicant's data now, and for whom: for the employer
    that they act for, else for the bureaus where they work."""
    capacity = employer.name if employer else _bureaus_of(by)
    return Look.objects.create(applicant=applicant, by=by, capacity=capacity[:CAPACITY_LENGTH])


def _bureaus_of(by: User) -> str:
    names = "、".join(Organization.objects.of_member(by).values_list("name", flat=True))
    return names or _("平台管理员")
