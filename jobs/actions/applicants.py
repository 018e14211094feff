"""What becomes of a person's own data: entered, corrected, looked at by others."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jobs.actions import keeping
from jobs.models import Applicant, Employer, Look
from jobs.models.handover import NEEDED, STAYS
from jobs.models.look import CAPACITY_LENGTH
from jobs.responsibility import responsible_for
from tongwulang.accounts.actions import consents
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Notice, Organization, User

MANY = {field.name for field in Applicant._meta.many_to_many}


def applicant_of(user: User) -> Applicant:
    """The person's row, or an unsaved one that knows what the account knows."""
    found = Applicant.objects.with_codes().filter(user=user).first()
    return found or Applicant(user=user, name=user.name, phone=user.phone)


@transaction.atomic
def save_own(*, by: User, values: Mapping[str, Any], agreed: Notice | None = None) -> Applicant:
    """Write cleaned values of fields of Applicant into the person's own row, made if need be, and
    the consent to the notice on the profile that the person has just agreed to. The bureau that
    answers for them follows where they live.

    Two requests at once write one row. Raises ConsentNeededError where that consent does not hold,
    or ended a moment ago, ValidationError by field where whom an application is about would be
    emptied, and PermissionDenied for an account that was closed.
    """
    _hold(by)
    consents.rest_on(user=by, kind=NoticeKind.PROFILE, agreed=agreed)
    applicant = _filled(by, values)
    _check_stays(applicant, values)
    if "region" in values or applicant.organization_id is None:
        applicant.organization = _answering(applicant)
    return _stored(applicant, values)


@transaction.atomic
def complete_own(*, by: User, values: Mapping[str, Any]) -> Applicant:
    """Write what was missing to apply, within the transaction of an application that keeps it.

    Raises PermissionDenied for an account that was closed.
    """
    _hold(by)
    return _stored(_filled(by, values), values)


@transaction.atomic
def correct_own(*, by: User, values: Mapping[str, Any]) -> None:
    """Write what somebody who applied without a profile corrects in what is kept of them
    (个人信息保护法 46). What nothing keeps by then is not kept.

    Raises ValidationError as `save_own`, PermissionDenied for an account that was closed.
    """
    _hold(by)
    applicant = keeping.held_of(by)
    if applicant is None:
        return
    _check_stays(applicant, values)
    for name, value in values.items():
        setattr(applicant, name, value)
    applicant.save(update_fields=list(values))
    keeping.settle(applicant)


@transaction.atomic
def hand_over(*, applicant: Applicant, to: Organization) -> None:
    """Let another bureau of the same place, such as the veterans-affairs bureau, answer for
    somebody who fills in their own profile.

    Raises ValidationError for a bureau elsewhere, and where none answers for the person any longer,
    who has withdrawn or deleted all.
    """
    person = User.objects.filter(applicant=applicant.pk).first()
    if person:
        consents.held(person)
    held = person and keeping.held_of(person)
    if not held or held.organization is None:
        raise ValidationError(_("本人刚刚撤回了同意，没有转交。"), code="withdrawn")
    if to.region.place != held.organization.region.place:
        raise ValidationError(_("只能转交给同一地区的单位，没有转交。"), code="elsewhere")
    held.organization = to
    held.save(update_fields=["organization"])


def _hold(by: User) -> None:
    held = consents.held(by)
    if held is None or not held.is_active:
        raise PermissionDenied


def _check_stays(applicant: Applicant, values: Mapping[str, Any]) -> None:
    empty = [name for name in NEEDED if name in values and not values[name]]
    if empty and applicant.pk and applicant.applications.exists():
        raise ValidationError({name: ValidationError(STAYS, code="stays") for name in empty})


def _filled(by: User, values: Mapping[str, Any]) -> Applicant:
    applicant = applicant_of(by)
    for name in values.keys() - MANY:
        setattr(applicant, name, values[name])
    return applicant


def _stored(applicant: Applicant, values: Mapping[str, Any]) -> Applicant:
    applicant.save()
    for name in values.keys() & MANY:
        getattr(applicant, name).set(values[name])
    return applicant


def _answering(applicant: Applicant) -> Organization | None:
    """The bureau follows the region; one that a bureau chose stays as long as it may answer. Of
    somebody from elsewhere, or who does not say where they live, it is one of a place to whose
    employers they have applied: the present one, else that of the last employer applied to."""
    derived, present = responsible_for(applicant.region), applicant.organization
    if derived is None:
        return _inviting(applicant, present)
    stays = present is not None and present.region.place_id == derived.region.place_id
    return present if stays else derived


def _inviting(applicant: Applicant, present: Organization | None) -> Organization | None:
    if not applicant.pk:
        return None
    applied = applicant.applications.select_related("posting__employer__organization")
    if present is not None:
        there = {"posting__employer__organization__region__place": present.region.place_id}
        if applied.filter(**there).exists():
            return present
    latest = applied.order_by("-submitted_at", "-pk").first()
    return latest.posting.employer.organization if latest else None


def look_at(*, applicant: Applicant, by: User, employer: Employer | None = None) -> Look:
    """Record that this person opens the applicant's data now, and for whom: for the employer
    that they act for, else for the bureaus where they work."""
    capacity = employer.name if employer else _bureaus_of(by)
    return Look.objects.create(applicant=applicant, by=by, capacity=capacity[:CAPACITY_LENGTH])


def _bureaus_of(by: User) -> str:
    names = "、".join(Organization.objects.of_member(by).values_list("name", flat=True))
    return names or _("平台管理员")
