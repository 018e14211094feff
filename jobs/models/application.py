"""投递: one applicant for one post."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs import transitions
from jobs.choices import ApplicationStatus as S
from jobs.models.applicant import Applicant
from jobs.models.posting import Posting
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User

_OUT = {S.DECLINED, S.WITHDRAWN, S.EXPIRED, S.OBSOLETE}

TRANSITIONS: transitions.Transitions = {
    S.SUBMITTED: frozenset({S.VIEWED, *_OUT}),
    S.VIEWED: frozenset({S.INTERVIEW, S.OFFERED, *_OUT}),
    S.INTERVIEW: frozenset({S.OFFERED, *_OUT}),
    S.OFFERED: frozenset({S.HIRED, *_OUT}),
    S.HIRED: frozenset(),
    S.DECLINED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.EXPIRED: frozenset(),
    S.OBSOLETE: frozenset(),
}


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ApplicationQuerySet":
        """One's own, and those to posts or by people that one's organization answers for."""
        if user.is_active and user.is_superuser:
            return self
        if not user.is_active:
            return self.none()
        mine = Organization.objects.of_member(user)
        return self.filter(
            Q(posting__employer__organization__in=mine)
            | Q(applicant__organization__in=mine)
            | Q(applicant__user=user.pk)
        )


class Application(models.Model):
    """投递. One per applicant and post: sending it twice is the same application."""

    applicant = models.ForeignKey(
        Applicant, on_delete=models.CASCADE, related_name="applications", verbose_name=_("求职者")
    )
    posting = models.ForeignKey(
        Posting, on_delete=models.PROTECT, related_name="applications", verbose_name=_("岗位")
    )
    status = models.CharField(_("状态"), max_length=12, choices=S, default=S.SUBMITTED)
    submitted_at = models.DateTimeField(_("投递时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("投递")
        verbose_name_plural = _("投递")
        ordering = ["-submitted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "posting"],
                name="application_once_per_posting",
                violation_error_message=_("已投递过该岗位。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.applicant} → {self.posting}"

    def move_to(self, status: S) -> None:
        """Change the state, unsaved; raises TransitionRefusedError. Only actions call this."""
        transitions.move(self, TRANSITIONS, status)
