"""A proposed edit of a post: it waits, is applied on approval, and stays as history."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs import transitions
from jobs.choices import RevisionStatus
from jobs.models.posting import Posting

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User

TRANSITIONS: transitions.Transitions = {
    RevisionStatus.WAITING: frozenset({RevisionStatus.APPLIED, RevisionStatus.REJECTED}),
    RevisionStatus.APPLIED: frozenset(),
    RevisionStatus.REJECTED: frozenset(),
}


# States and the record of the review; everything else of a post may be proposed anew.
NOT_REVISABLE = {
    "id",
    "employer",
    "status",
    "submitted_at",
    "submitted_by",
    "reviewed_at",
    "reviewed_by",
    "review_note",
    "published_at",
    "closed_at",
    "closed_by",
    "created_at",
    "updated_at",
    "search",
    "top_pay",
}


def revisable_fields() -> list[str]:
    """Names of the fields of Posting that a revision may change, in the model's order."""
    meta = Posting._meta
    names = [field.name for field in (*meta.concrete_fields, *meta.many_to_many)]
    return [name for name in names if name not in NOT_REVISABLE]


class PostingRevisionQuerySet(models.QuerySet["PostingRevision"]):
    def waiting(self) -> "PostingRevisionQuerySet":
        """Those that nobody has decided on."""
        return self.filter(status=RevisionStatus.WAITING)

    def visible_to(self, user: "User | AnonymousUser") -> "PostingRevisionQuerySet":
        """Those of posts that the person may see."""
        if user.is_active and user.is_superuser:
            return self
        return self.filter(posting__in=Posting.objects.visible_to(user))


class PostingRevision(models.Model):
    """岗位修改. `values` and `previous` map revisable field names to JSON values."""

    posting = models.ForeignKey(
        Posting, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("岗位")
    )
    values = models.JSONField(_("修改为"), encoder=DjangoJSONEncoder)
    previous = models.JSONField(_("原为"), encoder=DjangoJSONEncoder, default=dict)
    status = models.CharField(
        _("状态"), max_length=12, choices=RevisionStatus, default=RevisionStatus.WAITING
    )
    proposed_at = models.DateTimeField(_("提出时间"), auto_now_add=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="proposed_revisions",
        verbose_name=_("提出人"),
    )
    decided_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_revisions",
        verbose_name=_("审核人"),
    )
    note = models.CharField(_("审核意见"), max_length=200, blank=True)

    objects = PostingRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("岗位修改")
        verbose_name_plural = _("岗位修改")
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=RevisionStatus.WAITING, decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(status=RevisionStatus.WAITING),
                name="postingrevision_decided_by_and_at",
                violation_error_message=_("审核人、审核时间和审核结果须同时记录。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.posting} · {self.get_status_display()}"

    def move_to(self, status: RevisionStatus) -> None:
        """Change the state, unsaved; raises TransitionRefusedError. Only actions call this."""
        transitions.move(self, TRANSITIONS, status)
