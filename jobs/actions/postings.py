"""What moves a post: submit, publish, send back, close."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.choices import PostingStatus
from jobs.models import Posting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from tongwulang.accounts.models import User


def _locked(posting: Posting) -> Posting:
    """The row as it stands now, held until the transaction ends."""
    rows = Posting.objects.select_for_update(of=("self",)).select_related("employer")
    return rows.get(pk=posting.pk)


@transaction.atomic
def submit_posting(*, posting: Posting, by: "User") -> Posting:
    """Hand a draft in for review. What it lacks may still be added by the reviewer's revision.

    Raises TransitionRefusedError unless it is a draft.
    """
    posting = _locked(posting)
    posting.move_to(PostingStatus.PENDING)
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
    posting = _locked(posting)
    posting.move_to(PostingStatus.PUBLISHED)
    _check_publishable(posting)
    posting.reviewed_by, posting.review_note = by, note
    posting.reviewed_at = posting.published_at = timezone.now()
    posting.save()
    return posting


def _check_publishable(posting: Posting) -> None:
    reasons: list[StrOrPromise] = []
    if missing := posting.missing_fields():
        reasons.append(_("缺少%(names)s") % {"names": "、".join(str(name) for name in missing)})
    if posting.is_past_expiry:
        reasons.append(_("截止日期已过"))
    if not posting.employer.is_verified:
        reasons.append(_("用人单位尚未核验"))
    if reasons:
        raise ValidationError(
            _("“%(posting)s”不能发布：%(reasons)s。"),
            code="not_publishable",
            params={"posting": posting, "reasons": "；".join(str(reason) for reason in reasons)},
        )


@transaction.atomic
def return_posting(*, posting: Posting, by: "User", note: str) -> Posting:
    """Send a waiting post back to its draft, with the reviewer's reason."""
    posting = _locked(posting)
    posting.move_to(PostingStatus.DRAFT)
    posting.reviewed_by, posting.reviewed_at, posting.review_note = by, timezone.now(), note
    posting.save()
    return posting


@transaction.atomic
def close_posting(*, posting: Posting, by: "User") -> Posting:
    """Take a published post off the public pages for good; the row and its history stay."""
    posting = _locked(posting)
    posting.move_to(PostingStatus.CLOSED)
    posting.closed_by, posting.closed_at = by, timezone.now()
    posting.save()
    return posting
