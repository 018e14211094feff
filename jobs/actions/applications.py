"""投递 from the first tap to the last answer. The applicant's row is the lock: one person's
applications change one after the other."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.actions import applicants, application_messages, keeping
from jobs.choices import ApplicationStatus, DeclineReason
from jobs.days import start_of
from jobs.models import (
    Applicant,
    Application,
    ApplicationStep,
    Disclosure,
    Employer,
    EmployerBlock,
    Posting,
)
from jobs.models.applicant import has_working_age
from jobs.models.application import ANSWERS, answer_due_on
from jobs.models.handover import NEEDED, given
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent, Notice

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from jobs.models.disclosure import DisclosureQuerySet
    from tongwulang.accounts.models import User

# An employer that has answered so gets as long again for the next answer.
ANSWERED_FURTHER = (ApplicationStatus.INTERVIEW, ApplicationStatus.OFFERED)


def held(applicant_id: int) -> Applicant:
    """The applicant as it stands now, held until the transaction ends."""
    return Applicant.objects.select_for_update(of=("self",)).with_codes().get(pk=applicant_id)


@transaction.atomic
def apply_oneself(
    *,
    by: "User",
    values: Mapping[str, Any],
    posting: Posting,
    fields: Iterable[str],
    notice: Notice,
) -> Application:
    """Write what was missing to apply, and apply: both or neither. `values` are cleaned, by field
    of Applicant; the rest, and what is raised, as of `apply` and `applicants.complete_own`."""
    applicant = applicants.complete_own(by=by, values=values)
    return apply(applicant=applicant, posting=posting, fields=fields, notice=notice, by=by)


@transaction.atomic
def apply(
    *, applicant: Applicant, posting: Posting, fields: Iterable[str], notice: Notice, by: "User"
) -> Application:
    """Apply, and give the employer these fields (names of `handover.FIELDS`) of the applicant, who
    has read this version of the notice and agrees (个人信息保护法 23).

    Doing it again gives the same application; after a withdrawal it is opened anew. Raises
    ValidationError, in Chinese, if the post is not open, the person is or may be under 16, a
    needed field is not given, or the day's applications are used up.
    """
    applicant = held(applicant.pk)
    application = Application.objects.filter(applicant=applicant, posting=posting).first()
    if application and application.status != ApplicationStatus.WITHDRAWN:
        return application
    posting = Posting.objects.select_related("employer").get(pk=posting.pk)
    names = [one.name for one in given(applicant, fields)]
    _check(posting, applicant, names)
    if application is None:
        application = Application.objects.create(applicant=applicant, posting=posting)
    else:
        application.submitted_at = timezone.now()
        application.move_to(ApplicationStatus.SUBMITTED)
        application.answer_by = answer_due_on()
        application.save()
    if applicant.organization_id is None and applicant.user and keeping.agrees(applicant.user):
        applicant.organization_id = posting.employer.organization_id
        applicant.save(update_fields=["organization"])
    consent = consents.agree(user=by, notice=notice, about=f"posting-{posting.pk}")
    _hand_over(application, names, consent)
    _record(application, by)
    return application


def refusal_of(posting: Posting) -> "StrOrPromise":
    """Why nobody may apply for this post today; empty if everybody may."""
    if posting.is_past_expiry:
        return _("这个岗位已于 %(day)s 截止，不再接受投递。") % {"day": posting.expires_on}
    if not posting.is_open or not posting.employer.is_verified:
        return _("这个岗位已关闭，不再接受投递。")
    return ""


def _check(posting: Posting, applicant: Applicant, names: list[str]) -> None:
    if refusal := refusal_of(posting):
        raise ValidationError(refusal, code="closed")
    if EmployerBlock.objects.of_person(applicant.user).filter(employer=posting.employer).exists():
        raise ValidationError(
            _("您设过不让这家单位看到您。要投递，请先在“收藏与订阅”里取消。"), code="blocked"
        )
    if not (applicant.birth_year and applicant.birth_month):
        raise ValidationError(_("请填写出生年月：年满 16 周岁才能投递。"), code="no_birth")
    if not has_working_age(applicant.birth_year, applicant.birth_month):
        raise ValidationError(
            _("未满 16 周岁不能投递（禁止使用童工规定第二条）。"), code="too_young"
        )
    if set(NEEDED) - set(names):
        raise ValidationError(_("请填写姓名和手机号，用人单位要用来答复您。"), code="no_contact")
    if today_count(applicant) >= settings.APPLICATIONS_PER_DAY:
        raise ValidationError(
            _("今天已投递 %(count)s 次，到了每天的上限，请明天再投。"),
            code="daily_cap",
            params={"count": settings.APPLICATIONS_PER_DAY},
        )


def today_count(applicant: Applicant) -> int:
    """How often the person has applied today, in Asia/Shanghai; a withdrawal gives nothing back."""
    return ApplicationStep.objects.filter(
        application__applicant=applicant,
        status=ApplicationStatus.SUBMITTED,
        at__gte=start_of(timezone.localdate()),
    ).count()


def _hand_over(application: Application, names: list[str], consent: Consent) -> None:
    Disclosure.objects.create(
        application=application,
        consent=consent,
        applicant=application.applicant,
        employer=application.posting.employer,
        purpose=purpose_of(application.posting),
        fields=names,
    )


def purpose_of(posting: Posting) -> str:
    """What the data are given for, as the person is told before giving them."""
    return str(_("评估是否适合“%(title)s”，并答复投递") % {"title": posting.title})


@transaction.atomic
def withdraw_application(*, application: Application, by: "User | None") -> Application:
    """Take it back; the employer can look at nothing any more. Again is the same.

    Raises TransitionRefusedError once it has ended otherwise.
    """
    application = _locked(application)
    if application.status != ApplicationStatus.WITHDRAWN:
        _move(application, ApplicationStatus.WITHDRAWN, by)
        _take_back(application.disclosures.in_force())
    return application


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: "User") -> None:
    """End one's own consent, and in the same moment the open application that rests on it, so
    that both sides know. Again is the same; raises Consent.DoesNotExist for somebody else's."""
    application = Application.objects.open().filter(disclosures__consent=consent).first()
    if application is not None and consent.user_id == by.pk:
        application = _locked(application)
    consents.withdraw(consent=consent, by=by)
    if application and application.is_open and not application.disclosures.in_force().exists():
        _move(application, ApplicationStatus.WITHDRAWN, by)


@transaction.atomic
def hide_from(*, employer: Employer, by: "User") -> None:
    """Let this employer see nothing of the person from now on: what is open with it is withdrawn,
    and every consent to give it something ends."""
    applicant = keeping.held_of(by)
    if applicant is None:
        return
    for application in applicant.applications.open().filter(posting__employer=employer):
        withdraw_application(application=application, by=by)
    _take_back(applicant.disclosures.in_force().filter(employer=employer))


def _take_back(disclosures: "DisclosureQuerySet") -> None:
    for disclosure in disclosures.select_related("consent__user"):
        consents.withdraw(consent=disclosure.consent, by=disclosure.consent.user)


@transaction.atomic
def advance_application(
    *, application: Application, status: str, by: "User", reason: str = ""
) -> Application:
    """The employer's answer; `reason` is for a refusal alone. The same answer again is the same.
    Whoever is hired is no longer to be had: the person's other open applications become obsolete
    in the same moment.

    Raises ValidationError for what is no answer and for a refusal without a coded reason;
    TransitionRefusedError where the present state does not allow the step.
    """
    if status not in ANSWERS:
        raise ValidationError(_("请选择答复。"), code="no_answer")
    answer = ApplicationStatus(status)
    is_refusal = answer == ApplicationStatus.DECLINED
    if is_refusal and reason not in DeclineReason.values:
        raise ValidationError(_("请选择未通过的理由。"), code="no_reason")
    application = _locked(application)
    if application.status == answer:
        return application
    _move(application, answer, by, reason if is_refusal else "")
    if answer == ApplicationStatus.HIRED:
        others = application.applicant.applications.open().exclude(pk=application.pk)
        for other in others.select_for_update():
            _move(other, ApplicationStatus.OBSOLETE, None)
    return application


@transaction.atomic
def mark_viewed(*, application: Application, by: "User") -> Application:
    """The employer's side has opened it; changes nothing but the first time."""
    application = _locked(application)
    if application.status == ApplicationStatus.SUBMITTED:
        _move(application, ApplicationStatus.VIEWED, by)
    return application


def expire_overdue() -> int:
    """End what nobody answered in time; returns how many. Safe to repeat and to interrupt."""
    return sum(_expire(application) for application in Application.objects.overdue())


@transaction.atomic
def _expire(application: Application) -> bool:
    application = _locked(application)
    is_overdue = application.is_open and application.answer_by < timezone.localdate()
    if is_overdue:
        _move(application, ApplicationStatus.EXPIRED, None)
    return is_overdue


def _locked(application: Application) -> Application:
    """As it stands now, with its applicant, both held; the applicant first, as everywhere."""
    applicant = held(application.applicant_id)
    application = Application.objects.select_for_update().get(pk=application.pk)
    application.applicant = applicant
    return application


def _move(
    application: Application, status: ApplicationStatus, by: "User | None", reason: str = ""
) -> None:
    application.move_to(status)
    if status in ANSWERED_FURTHER:
        application.answer_by = answer_due_on()
    application.save()
    _record(application, by, reason)
    keeping.settle(application.applicant)


def _record(application: Application, by: "User | None", reason: str = "") -> None:
    step = ApplicationStep.objects.create(
        application=application, status=application.status, reason=reason, by=by
    )
    application_messages.tell(step)
