"""A row of somebody's own, and what is left in it."""

from jobs.models import Applicant, Resume
from tests.agreeing import profile_notice
from tests.factories import (
    AudienceClaimFactory,
    EducationFactory,
    MajorFactory,
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


def everything():
    """Names of what a row can say of a person beside who they are, the résumé and claims among
    it."""
    fields = (*Applicant._meta.fields, *Applicant._meta.many_to_many)
    names = {field.name for field in fields} - ABOUT_THE_ROW - {"name", "phone"}
    return sorted(names | {"resume", "claims"})


def leave_only(seeker, name):
    """Empty a filled row but for who it is and this."""
    if name == "major":
        seeker.major = MajorFactory()
    for field in seeker._meta.many_to_many:
        if field.name != name:
            getattr(seeker, field.name).clear()
    for field in seeker._meta.fields:
        if field.name in {*ABOUT_THE_ROW, "name", "phone", name}:
            continue
        setattr(seeker, field.name, None if field.null else field.get_default())
    seeker.save()
    if name != "resume":
        Resume.objects.all().delete()
    if name == "claims":
        AudienceClaimFactory(applicant=seeker)


def bureau_of(organizer):
    return organizer.memberships.get().organization
