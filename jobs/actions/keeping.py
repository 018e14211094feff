"""What of a person's own row may stay, by what it rests on (个人信息保护法 6, 47).

The profile rests on the consent to its notice; what was typed in order to apply, on the application
until it has ended; name and phone, on the record of it, of which a law says how long it is kept.
"""

from django.db.models import Exists, OuterRef, Q

from jobs.models import Applicant, Application, Resume
from jobs.models.applicant import ApplicantQuerySet
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Consent, User

EMPTIED = (
    "birth_year",
    "birth_month",
    "education",
    "major",
    "graduation_year",
    "experience_years",
    "region",
    "wanted_pay",
    "commute_max",
    "organization",
)
LISTS = ("skills", "certificates", "languages")
RELATED = ("wanted_occupations", "wanted_regions", "resume", "claims")


def unkept() -> ApplicantQuerySet:
    """Rows of people's own of which something is left on which nothing rests any longer: there is
    neither a consent to the profile nor an open application, and more than the name of whoever
    applied."""
    consents = Consent.objects.in_force().of_kind(NoticeKind.PROFILE)
    own = Applicant.objects.filter(
        ~Exists(consents.filter(user=OuterRef("user"))), user__isnull=False, frozen_at=None
    )
    waiting = Application.objects.open().filter(applicant=OuterRef("pk"))
    filled = own.filter(~Exists(waiting)).filter(_has_more())
    without = own.filter(applications=None)
    bare = without.filter(looks=None)
    return Applicant.objects.filter(Q(pk__in=filled) | Q(pk__in=without.named()) | Q(pk__in=bare))


def _has_more() -> Q:
    """What `empty` would delete, in any of its fields."""
    more = ~Q(wanted_shift="")
    for name in (*EMPTIED, *RELATED):
        more |= Q(**{f"{name}__isnull": False})
    for name in LISTS:
        more |= ~Q(**{name: []})
    return more


def held_of(person: User) -> Applicant | None:
    """The person's own row as it is, kept from others until the transaction ends; None if there is
    none."""
    return Applicant.objects.select_for_update(of=("self",)).filter(user=person).first()


def empty(applicant: Applicant) -> None:
    """Delete all but who it is, of a held row, and show that to no bureau: those that answer for
    the employers applied to see what each was given."""
    for field in applicant._meta.many_to_many:
        getattr(applicant, field.name).clear()
    for name in EMPTIED:
        setattr(applicant, name, None)
    for name in LISTS:
        setattr(applicant, name, [])
    applicant.wanted_shift = ""
    applicant.save()
    Resume.objects.filter(applicant=applicant).delete()
    applicant.claims.all().delete()


def drop_names(applicant: Applicant) -> None:
    """Delete who it is too, of a held row, unless it has to be known whose applications these
    were."""
    if not applicant.applications.exists():
        applicant.name, applicant.phone = "", None
        applicant.save(update_fields=["name", "phone"])


def settle(applicant: Applicant) -> bool:
    """Delete from a held row of somebody's own what nothing keeps any longer; the row itself
    where it would be the last of them. False, and nothing happens, where all of it is kept."""
    if is_kept(applicant):
        return False
    empty(applicant)
    drop_names(applicant)
    if not (applicant.applications.exists() or applicant.looks.exists()):
        applicant.delete()
    return True


def agrees(person: User) -> bool:
    """Whether the person's consent to the notice on the profile, in any version, holds."""
    return Consent.objects.in_force().of(person).of_kind(NoticeKind.PROFILE).exists()


def is_kept(applicant: Applicant) -> bool:
    """Whether a bureau entered the person, they agree to the profile, or wait for an answer."""
    if applicant.user is None or applicant.applications.open().exists():
        return True
    return agrees(applicant.user)
