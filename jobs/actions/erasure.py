"""Deleting a person's data: at once what nobody has to keep, the rest frozen, hidden, then purged.

What a law has kept (RetentionRule) is who got what when, with a name and a phone to tell whom it is
about (个人信息保护法 47: 法定保存期限未届满的，停止除存储之外的处理).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.actions import applications, export_runs, keeping
from jobs.choices import RetainedRecord
from jobs.models import (
    Applicant,
    Application,
    Disclosure,
    EmployerBlock,
    EmployerMember,
    Look,
    PostingMark,
    RetentionRule,
    SavedSearch,
)
from tongwulang.accounts.actions import closing, consents
from tongwulang.accounts.models import Consent, Membership, User
from tongwulang.outbox.models import Message


@transaction.atomic
def delete_everything(*, by: User) -> None:
    """Withdraw what is open, delete what nobody has to keep, freeze the rest, close the account.

    Nothing is left to do where another tap has done it. Raises ValidationError for somebody who
    works here: the bureau or employer ends that first.
    """
    if consents.held(by) is None:
        return
    if Membership.objects.current().filter(user=by).exists() or (
        EmployerMember.objects.of(by).exists()
    ):
        raise ValidationError(
            _("您的账号还是主办单位或用人单位的工作账号，请先由单位办理离岗，再删除。"),
            code="works_here",
        )
    applicant = keeping.held_of(by)
    if applicant is not None:
        for application in applicant.applications.open():
            applications.withdraw_application(application=application, by=by)
        export_runs.forget_person(applicant)
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


@transaction.atomic
def withdraw_profile(*, consent: Consent, by: User) -> bool:
    """End one's own consent to the notice on the profile, in each version, and delete at once what
    was kept because of it; open applications keep the name and the phone alone.

    False, and nothing happens, if it had ended: what was entered under a newer one stays. Raises
    Consent.DoesNotExist for somebody else's.
    """
    if not consents.withdraw_all(consent=consent, by=by):
        return False
    applicant = keeping.held_of(by)
    if applicant is not None:
        applicant.disclosures.in_force().narrow()
        export_runs.forget_person(applicant)
        keeping.empty(applicant)
        keeping.settle(applicant)
    return True


def _freeze(applicant: Applicant) -> None:
    """Hide the row from everybody, with no more in it than the records of it need."""
    keeping.empty(applicant)
    keeping.drop_names(applicant)
    applicant.frozen_at = applicant.frozen_at or timezone.now()
    applicant.save(update_fields=["frozen_at"])


def _has_records(applicant: Applicant) -> bool:
    return applicant.applications.exists() or applicant.looks.exists()


def purge() -> int:
    """Delete records that no rule has kept any longer, what they alone kept of people who do not
    agree to a profile, and frozen people of whom none is left.

    Of a record without a rule nothing is deleted. Returns how many rows; safe to repeat.
    """
    return sum(
        purged()
        for purged in (
            _purge_applications,
            _purge_looks,
            _purge_unkept,
            _purge_frozen_names,
            _purge_frozen,
        )
    )


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


def _purge_unkept() -> int:
    people = User.objects.filter(applicant__in=keeping.unkept())
    return sum(_settle(person) for person in people)


@transaction.atomic
def _settle(person: User) -> bool:
    """As it stands now: they may have agreed meanwhile."""
    applicant = keeping.held_of(person)
    if applicant is None or keeping.is_kept(applicant):
        return False
    export_runs.forget_person(applicant)
    return keeping.settle(applicant)


def _purge_frozen_names() -> int:
    return Applicant.objects.frozen().named().filter(applications=None).update(name="", phone=None)


@transaction.atomic
def _purge_frozen() -> int:
    gone = list(Applicant.objects.frozen().filter(applications=None, looks=None))
    for applicant in gone:
        person = applicant.user
        applicant.delete()
        if person is not None:
            closing.delete_account(person=person)
    return len(gone)
