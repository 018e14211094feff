"""A row of somebody's own, and what is left in it."""

from jobs.models import Applicant
from tests.agreeing import profile_notice
from tests.factories import (
    EducationFactory,
    OccupationFactory,
    RegionFactory,
    ResumeFactory,
    SeekerFactory,
)
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent

NAME = "欧阳建国"
# Not the person's: whose row it is, and when and as what it was made.
ABOUT_THE_ROW = {"id", "user", "is_demo", "frozen_at", "created_at"}


def filled():
    """A row with everything filled in, and the consent to it."""
    found = SeekerFactory(
        education=EducationFactory(),
        graduation_year=2012,
        experience_years=9,
        skills=["焊接"],
        certificates=["焊工证"],
        languages=["英语四级"],
        wanted_pay=6000,
        wanted_shift="day",
        commute_max=45,
    )
    found.wanted_occupations.add(OccupationFactory())
    found.wanted_regions.add(RegionFactory())
    ResumeFactory(applicant=found)
    consents.agree(user=found.user, notice=profile_notice())
    return found


def consent_of(seeker):
    return Consent.objects.of_kind("profile").in_force().get(user=seeker.user)


def kept():
    """Names of the fields of the one row, its bureau among them, in which there is something."""
    row = Applicant.objects.get()
    fields = [*row._meta.fields, *row._meta.many_to_many]
    values = {
        field.name: getattr(row, field.name)
        if field not in row._meta.many_to_many
        else list(getattr(row, field.name).all())
        for field in fields
    }
    return {name for name, value in values.items() if value} - ABOUT_THE_ROW


def bureau_of(organizer):
    return organizer.memberships.get().organization
