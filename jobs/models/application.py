"""投递: one applicant for one post."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs import transitions
from jobs.choices import ApplicationStatus as S
from jobs.days import start_of
from jobs.models.applicant import Applicant
from jobs.models.employer import Employer
from jobs.models.employer_block import EmployerBlock
from jobs.models.posting import Posting
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User

_OUT = {S.DECLINED, S.WITHDRAWN, S.EXPIRED, S.OBSOLETE}
OPEN = (S.SUBMITTED, S.VIEWED, S.INTERVIEW, S.OFFERED)
# What was given may be looked at so long: to answer the application, and, of whoever was hired, for
# the contract with them (个人信息保护法 13). The rest has ended, and with it the purpose.
LOOKED_INTO = (*OPEN, S.HIRED)
# What the employer's side may say; the rest is the applicant's, a day's or another employer's.
ANSWERS = (S.INTERVIEW, S.OFFERED, S.HIRED, S.DECLINED)

TRANSITIONS: transitions.Transitions = {
    S.SUBMITTED: frozenset({S.VIEWED, *_OUT}),
    S.VIEWED: frozenset({S.INTERVIEW, S.OFFERED, *_OUT}),
    S.INTERVIEW: frozenset({S.OFFERED, *_OUT}),
    S.OFFERED: frozenset({S.HIRED, *_OUT}),
    S.HIRED: frozenset(),
    S.DECLINED: frozenset(),
    # Whoever withdrew by mistake, or thinks again, may apply anew, with a new consent.
    S.WITHDRAWN: frozenset({S.SUBMITTED}),
    S.EXPIRED: frozenset(),
    S.OBSOLETE: frozenset(),
}


def answer_due_on() -> dt.date:
    """The day by which whoever is asked today has to answer."""
    return timezone.localdate() + dt.timedelta(days=settings.APPLICATION_ANSWER_DAYS)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def open(self) -> "ApplicationQuerySet":
        """Those that somebody has yet to decide on."""
        return self.filter(status__in=OPEN)

    def overdue(self) -> "ApplicationQuerySet":
        """Open, and the day by which an answer was promised has passed."""
        return self.open().filter(answer_by__lt=timezone.localdate())

    def of_person(self, user: "User | AnonymousUser") -> "ApplicationQuerySet":
        """One's own."""
        return self.filter(applicant__user=user.pk)

    def ended_before(self, day: dt.date) -> "ApplicationQuerySet":
        """Those on which nothing has happened since that day, and nothing will."""
        return self.exclude(status__in=OPEN).filter(updated_at__lt=start_of(day))

    def with_posting(self) -> "ApplicationQuerySet":
        """Loads the post, its place and its employer."""
        return self.select_related(
            "posting__employer__organization", "posting__region__place", "posting__region__parent"
        )

    def answerable_by(self, user: "User | AnonymousUser") -> "ApplicationQuerySet":
        """Those to employers that the person answers for, and so may move."""
        living = self.filter(applicant__frozen_at=None)
        if user.is_active and user.is_superuser:
            return living
        mine = Organization.objects.of_member(user)
        return living.filter(posting__employer__organization__in=mine)

    def received_by(self, user: "User | AnonymousUser") -> "ApplicationQuerySet":
        """Those to verified employers for which the person acts today, as long as the applicant
        lets the employer have anything: the consent holds, the employer is not one that may not
        see them, the data are not deleted."""
        hidden = EmployerBlock.objects.filter(
            user=OuterRef("applicant__user"), employer=OuterRef("posting__employer")
        )
        return self.filter(
            ~Exists(hidden),
            Exists(self.model.objects.disclosed().filter(pk=OuterRef("pk"))),
            applicant__frozen_at=None,
            posting__employer__in=Employer.objects.verified().of_member(user),
        )

    def tally(self) -> "models.QuerySet[Application, dict[str, Any]]":
        """How many there are of each post in each state: dictionaries with posting, title, place,
        employer, employer_name, status and count."""
        return (
            self.order_by("posting__title", "posting", "status")
            .values(
                "posting",
                "status",
                employer=F("posting__employer"),
                employer_name=F("posting__employer__name"),
                title=F("posting__title"),
                place=F("posting__region__name"),
            )
            .annotate(count=models.Count("pk"))
        )

    def disclosed(self) -> "ApplicationQuerySet":
        """Those for which something was given because of a consent that holds."""
        return self.filter(disclosures__isnull=False, disclosures__consent__withdrawn_at=None)

    def of_bureau(self, organization: Organization) -> "ApplicationQuerySet":
        """Those to employers that this bureau answers for."""
        return self.filter(posting__employer__organization=organization)

    def submitted_today(self) -> "ApplicationQuerySet":
        """Those sent today."""
        return self.filter(submitted_at__gte=start_of(timezone.localdate()))

    def visible_to(self, user: "User | AnonymousUser") -> "ApplicationQuerySet":
        """One's own, and those to posts or by people that one's organization answers for; none by
        people who deleted their data."""
        living = self.filter(applicant__frozen_at=None)
        if user.is_active and user.is_superuser:
            return living
        if not user.is_active:
            return self.none()
        mine = Organization.objects.of_member(user)
        return living.filter(
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
    submitted_at = models.DateTimeField(_("投递时间"), default=timezone.now)
    answer_by = models.DateField(_("答复期限"), default=answer_due_on)
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

    def get_absolute_url(self) -> str:
        return reverse("application_detail", args=[self.pk])

    def get_received_url(self) -> str:
        """The page of the employer's side, which is there as long as `received_by` has it."""
        return reverse("received_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Somebody has yet to decide on it."""
        return self.status in OPEN

    @property
    def answers(self) -> list[S]:
        """What the employer's side may say now."""
        return [one for one in ANSWERS if one in TRANSITIONS[S(self.status)]]

    def move_to(self, status: S) -> None:
        """Change the state, unsaved; raises TransitionRefusedError. Only actions call this."""
        transitions.move(self, TRANSITIONS, status)
