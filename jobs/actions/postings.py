"""What moves a post: submit, publish, send back, close."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.actions.employers import locked_employer
from jobs.choices import PostingStatus
from jobs.models import Posting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from tongwulang.accounts.models import User


def locked_posting(posting: Posting) -> Posting:
    """The post as it stands now with its employer, both held until the transaction ends."""
    employer = locked_employer(posting.employer_id)
    posting = Posting.objects.select_for_update().get(pk=posting.pk)
    posting.employer = employer
    return posting


@transaction.atomic
def submit_posting(*, posting: Posting, by: "User") -> Posting:
    """Hand a draft in for review.

    Raises ValidationError naming what the law requires and it lacks: until then it stays a draft;
    TransitionRefusedError unless it is one.
    """
    posting = locked_posting(posting)
    posting.move_to(PostingStatus.PENDING)
    _refuse(posting, _("提交"), _lacking(posting))
    posting.submitted_by, posting.submitted_at = by, timezone.now()
    posting.save()
    return posting


@transaction.atomic
def publish_posting(*, posting: Posting, by: "User", note: str = "") -> Posting:
    """Approve a waiting post and make it public, with reviewer and time (网络招聘服务管理规定 18).

    Raises ValidationError naming every reason against it: something that the law requires is
    missing, the expiry has passed, the employer is not verified (人力资源市场暂行条例 24);
    TransitionRefusedError unless it waits.
    """
    posting = locked_posting(posting)
    posting.move_to(PostingStatus.PUBLISHED)
    check_public(posting)
    posting.reviewed_by, posting.review_note = by, note
    posting.reviewed_at = posting.published_at = timezone.now()
    posting.save()
    return posting


def check_public(posting: Posting) -> None:
    """Raise ValidationError naming every reason for which the post may not be public."""
    reasons = _lacking(posting)
    if posting.is_past_expiry:
        reasons.append(_("截止日期已过"))
    if not posting.employer.is_verified:
        reasons.append(_("用人单位尚未核验"))
    _refuse(posting, _("发布"), reasons)


def _lacking(posting: Posting) -> "list[StrOrPromise]":
    names = "、".join(str(name) for name in posting.missing_fields())
    return [_("缺少%(names)s") % {"names": names}] if names else []


def _refuse(posting: Posting, verb: "StrOrPromise", reasons: "list[StrOrPromise]") -> None:
    if reasons:
        raise ValidationError(
            _("“%(posting)s”不能%(verb)s：%(reasons)s。"),
            code="refused",
            params={"posting": posting, "verb": verb, "reasons": "；".join(map(str, reasons))},
        )


@transaction.atomic
def return_posting(*, posting: Posting, by: "User", note: str) -> Posting:
    """Send a waiting post back to its draft; raises ValidationError without a reason."""
    if not note.strip():
        raise ValidationError(
            _("“%(posting)s”：请先填写审核意见，说明退回的理由。"),
            code="no_reason",
            params={"posting": posting},
        )
    posting = locked_posting(posting)
    posting.move_to(PostingStatus.DRAFT)
    posting.reviewed_by, posting.reviewed_at, posting.review_note = by, timezone.now(), note
    posting.save()
    return posting


@transaction.atomic
def close_posting(*, posting: Posting, by: "User") -> Posting:
    """Take a published post off the public pages for good; the row and its history stay."""
    posting = locked_posting(posting)
    posting.move_to(PostingStatus.CLOSED)
    posting.closed_by, posting.closed_at = by, timezone.now()
    posting.save()
    return posting
