"""Deleting a person's data: at once what nobody has to keep, the rest frozen, hidden, then purged.

What a law has kept (RetentionRule) is who got what when, with a name and a phone to tell whom it is
about (个人信息保护法 47: 法定保存期限未届满的，停止除存储之外的处理).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.actions import applications
from jobs.choices import RetainedRecord
from jobs.models import (
    Applicant,
    Application,
    Disclosure,
    EmployerBlock,
    EmployerMember,
    Look,
    PostingMark,
    Resume,
    RetentionRule,
    SavedSearch,
)
from tongwulang.accounts.actions import closing, consents
from tongwulang.accounts.models import Consent, Membership, User
from tongwulang.outbox.models import Message

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


@transaction.atomic
def delete_everything(*, by: User) -> None:
    """Withdraw what is open, delete what nobody has to keep, freeze the rest, close the account.

    Nothing is left to do where another tap has done it. Raises ValidationError for somebody who
    works here: the bureau or employer ends that first.
    """
    if held(by) is None:
        return
    if Membership.objects.current().filter(user=by).exists() or (
        EmployerMember.objects.of(by).exists()
    ):
        raise ValidationError(
            _("您的账号还是主办单位或用人单位的工作账号，请先由单位办理离岗，再删除。"),
            code="works_here",
        )
    applicant = Applicant.objects.select_for_update(of=("self",)).filter(user=by).first()
    if applicant is not None:
        for application in applicant.applications.open():
            applications.withdraw_application(application=application, by=by)
        _empty(applicant)
        _freeze(applicant)
    for kept in (PostingMark, EmployerBlock, SavedSearch):
        kept.objects.of_person(by).delete()
    Message.objects.visible_to(by).delete()
    if applicant is not None and _has_records(applicant):
        closing.close_account(person=by)
        return
    if applicant is not None:
        applicant.delete()
    closing.delete_account(person=by)


def held(person: User) -> User | None:
    """The account as it is, kept from others until the transaction ends; None if it is gone."""
    return User.objects.select_for_update(no_key=True).filter(pk=person.pk).first()


@transaction.atomic
def withdraw_profile(*, consent: Consent, by: User) -> None:
    """End one's own consent to the notice on the profile, and delete at once what was kept because
    of it: all but the name and phone on which applications rest, these too where there is none
    (个人信息保护法 47). Again is the same; raises Consent.DoesNotExist for somebody else's."""
    held(by)
    consents.withdraw(consent=consent, by=by)
    applicant = Applicant.objects.select_for_update(of=("self",)).filter(user=by).first()
    if applicant is None:
        return
    _empty(applicant)
    if not _has_records(applicant) and not applicant.claims.exists():
        applicant.delete()


def _empty(applicant: Applicant) -> None:
    """Delete all but who it is."""
    for field in applicant._meta.many_to_many:
        getattr(applicant, field.name).clear()
    for name in EMPTIED:
        setattr(applicant, name, None)
    applicant.skills, applicant.certificates, applicant.languages = [], [], []
    applicant.wanted_shift = ""
    applicant.save()
    Resume.objects.filter(applicant=applicant).delete()


def _freeze(applicant: Applicant) -> None:
    """Hide the row from everybody."""
    applicant.frozen_at = applicant.frozen_at or timezone.now()
    applicant.save(update_fields=["frozen_at"])
    applicant.claims.all().delete()


def _has_records(applicant: Applicant) -> bool:
    return applicant.applications.exists() or applicant.looks.exists()


def purge() -> int:
    """Delete records that no rule has kept any longer, and frozen people of whom none is left.

    Of a record without a rule nothing is deleted. Returns how many rows; safe to repeat.
    """
    return _purge_applications() + _purge_looks() + _purge_frozen()


@transaction.atomic
def _purge_applications() -> int:
    since = RetentionRule.objects.kept_since(RetainedRecord.APPLICATION)
    if since is None:
        return 0
    ended = Application.objects.ended_before(since)
    Disclosure.objects.filter(application__in=ended).delete()
    return ended.delete()[0]


def _purge_looks() -> int:
    since = RetentionRule.objects.kept_since(RetainedRecord.LOOK)
    return Look.objects.before(since).delete()[0] if since else 0


@transaction.atomic
def _purge_frozen() -> int:
    gone = list(Applicant.objects.frozen().filter(applications=None, looks=None))
    for applicant in gone:
        person = applicant.user
        applicant.delete()
        if person is not None:
            closing.delete_account(person=person)
    return len(gone)
