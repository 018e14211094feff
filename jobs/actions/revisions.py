"""What happens to a proposed edit of a post: it is proposed, then applied or rejected."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.actions import postings
from jobs.choices import PostingStatus, RevisionStatus
from jobs.models import Posting, PostingRevision
from jobs.models.posting_revision import revisable_fields

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from tongwulang.accounts.models import User

ONE = {field.name: field for field in Posting._meta.concrete_fields}
MANY = {field.name for field in Posting._meta.many_to_many}


@transaction.atomic
def propose_revision(
    *, posting: Posting, values: Mapping[str, Any], by: "User"
) -> PostingRevision | None:
    """Record what `values` (field name to cleaned value) would change; the post stays as it is.

    Only real differences are kept; returns None if there are none. Raises ValidationError for a
    name that no revision may change.
    """
    if unknown := sorted(set(values) - set(revisable_fields())):
        raise ValidationError(_("不能修改：%(names)s。"), params={"names": "、".join(unknown)})
    changed = differences(posting, values)
    if not changed:
        return None
    return PostingRevision.objects.create(posting=posting, values=changed, proposed_by=by)


def differences(posting: Posting, values: Mapping[str, Any]) -> dict[str, Any]:
    """Of these cleaned values, in the form kept in a revision, those that the post differs in."""
    proposed = {name: _as_json(name, value) for name, value in values.items()}
    return {name: value for name, value in proposed.items() if value != _present(posting, name)}


@transaction.atomic
def apply_revision(*, revision: PostingRevision, by: "User", note: str = "") -> PostingRevision:
    """Write the proposed values into the post, keep the former ones, record who decided.

    Raises ValidationError if the post would no longer be valid, or is public and could not be
    published as it would then be (nothing is changed);
    TransitionRefusedError unless the revision waits.
    """
    revision = _locked(revision)
    posting = postings.locked_posting(revision.posting)
    revision.previous = {name: _present(posting, name) for name in revision.values}
    _decide(revision, RevisionStatus.APPLIED, by, note)
    for name, value in revision.values.items():
        assign(posting, name, value)
    posting.full_clean()
    if posting.status == PostingStatus.PUBLISHED:
        postings.check_public(posting)
    posting.save()
    return revision


@transaction.atomic
def reject_revision(*, revision: PostingRevision, by: "User", note: str) -> PostingRevision:
    """Decide against a proposed edit; the post stays. Raises ValidationError without a reason."""
    if not note.strip():
        raise ValidationError(
            _("“%(revision)s”：请先填写审核意见，说明退回的理由。"),
            code="no_reason",
            params={"revision": revision},
        )
    revision = _locked(revision)
    _decide(revision, RevisionStatus.REJECTED, by, note)
    return revision


@transaction.atomic
def extend_posting(*, posting: Posting, expires_on: dt.date, by: "User") -> Posting:
    """Give a post a later expiry; of anything but a draft it stays in the history as an edit.

    The same day again changes nothing. Raises ValidationError for a closed post, for a day that is
    over or earlier than the present expiry, and where the post could not be public as it is.
    """
    posting = postings.locked_posting(posting)
    if posting.expires_on == expires_on:
        return posting
    if posting.status == PostingStatus.CLOSED:
        _refuse_extension(posting, _("已关闭"))
    if expires_on < timezone.localdate():
        _refuse_extension(posting, _("新的截止日期已过"))
    if posting.expires_on is not None and expires_on < posting.expires_on:
        _refuse_extension(posting, _("新的截止日期早于现在的"))
    if not needs_revision(posting):
        posting.expires_on = expires_on
        posting.save(update_fields=["expires_on", "updated_at"])
        return posting
    revision = propose_revision(posting=posting, values={"expires_on": expires_on}, by=by)
    if revision is None:
        return posting
    applied = apply_revision(revision=revision, by=by, note=str(_("延长截止日期")))
    return applied.posting


def _refuse_extension(posting: Posting, reason: "StrOrPromise") -> NoReturn:
    raise ValidationError(
        _("“%(posting)s”不能延期：%(reason)s。"),
        code="not_extended",
        params={"posting": posting, "reason": reason},
    )


def needs_revision(posting: Posting) -> bool:
    """Whether an edit must wait for approval: all but drafts, which nobody has approved yet."""
    return posting.status != PostingStatus.DRAFT


def _locked(revision: PostingRevision) -> PostingRevision:
    return PostingRevision.objects.select_for_update().get(pk=revision.pk)


def _decide(revision: PostingRevision, status: RevisionStatus, by: "User", note: str) -> None:
    revision.move_to(status)
    revision.decided_by, revision.decided_at, revision.note = by, timezone.now(), note
    revision.save()


def _present(posting: Posting, name: str) -> Any:
    """The post's own value of a field, as JSON."""
    if name in MANY:
        return _as_json(name, getattr(posting, name).all())
    return _as_json(name, getattr(posting, ONE[name].attname))


def _as_json(name: str, value: Any) -> Any:
    """A cleaned value in the form kept in a revision: keys for rows, sorted; ISO dates."""
    if name in MANY:
        return sorted(row.pk for row in value)
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if hasattr(value, "isoformat") else value


def assign(posting: Posting, name: str, value: Any) -> None:
    """Put a kept value back into the post; rows that stand in their own table are set at once."""
    if name in MANY:
        getattr(posting, name).set(value)
    else:
        setattr(posting, ONE[name].attname, ONE[name].to_python(value))
