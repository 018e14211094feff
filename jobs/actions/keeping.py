"""What of a person's own row may stay, by what it rests on (个人信息保护法 6, 47).

The profile rests on the consent to its notice; what was typed in order to apply, on the application
until it has ended; name and phone, on the record of it, of which a law says how long it is kept.
"""

from jobs.models import Applicant, Resume
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Consent

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
)


def empty(applicant: Applicant) -> None:
    """Delete all but who it is, of a held row, and show that to no bureau but the one that answers
    for an employer from which the person waits for an answer."""
    for field in applicant._meta.many_to_many:
        getattr(applicant, field.name).clear()
    for name in EMPTIED:
        setattr(applicant, name, None)
    applicant.skills, applicant.certificates, applicant.languages = [], [], []
    applicant.wanted_shift = ""
    waiting = applicant.applications.open().with_posting().first()
    applicant.organization = waiting.posting.employer.organization if waiting else None
    applicant.save()
    Resume.objects.filter(applicant=applicant).delete()


def drop_names(applicant: Applicant) -> None:
    """Delete who it is too, of a held row, unless it has to be known whose applications these
    were."""
    if not applicant.applications.exists():
        applicant.name, applicant.phone = "", None
        applicant.save(update_fields=["name", "phone"])


def settle(applicant: Applicant) -> None:
    """Delete from a held row of somebody's own what nothing keeps any longer; the row itself
    where it would be the last of them. Again is the same."""
    if _is_kept(applicant):
        return
    empty(applicant)
    drop_names(applicant)
    kept = (applicant.applications, applicant.looks, applicant.claims)
    if not any(rows.exists() for rows in kept):
        applicant.delete()


def _is_kept(applicant: Applicant) -> bool:
    """Whether a bureau entered the person, they agree to the profile, or wait for an answer."""
    if applicant.user is None or applicant.applications.open().exists():
        return True
    return Consent.objects.in_force().of(applicant.user).of_kind(NoticeKind.PROFILE).exists()
