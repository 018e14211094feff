"""参会: an employer at a fair, where it stands, what it needs and which posts it brings."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from jobs import transitions
from jobs.choices import EmployerStatus, ParticipationStatus
from jobs.models.booth import Booth
from jobs.models.employer import Employer
from jobs.models.fair import Fair
from jobs.models.published import is_published
from jobs.models.venue import Venue
from jobs.responsibility import check_responsible
from tongwulang.accounts.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User

TRANSITIONS: transitions.Transitions = {
    ParticipationStatus.APPLIED: frozenset(
        {
            ParticipationStatus.ACCEPTED,
            ParticipationStatus.WAITLISTED,
            ParticipationStatus.REJECTED,
            ParticipationStatus.WITHDRAWN,
        }
    ),
    ParticipationStatus.WAITLISTED: frozenset(
        {
            ParticipationStatus.ACCEPTED,
            ParticipationStatus.REJECTED,
            ParticipationStatus.WITHDRAWN,
        }
    ),
    ParticipationStatus.ACCEPTED: frozenset({ParticipationStatus.WITHDRAWN}),
    ParticipationStatus.REJECTED: frozenset(),
    ParticipationStatus.WITHDRAWN: frozenset(),
}


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def accepted(self) -> "ParticipationQuerySet":
        """Those that have a place at their fair."""
        return self.filter(status=ParticipationStatus.ACCEPTED)

    def taking_part(self) -> "ParticipationQuerySet":
        """Accepted, of an employer whose verification stands: nothing of others is public."""
        return self.accepted().filter(employer__status=EmployerStatus.VERIFIED)

    def public(self) -> "ParticipationQuerySet":
        """Those that take part in a fair that has been announced; those with a booth first."""
        return (
            self.taking_part()
            .filter(fair__in=Fair.objects.announced())
            .order_by(F("booth").asc(nulls_last=True), "-fair__year", "pk")
        )

    def by_booth(self) -> "ParticipationQuerySet":
        """In the order in which one walks through the halls; those without a booth last."""
        return self.order_by(
            F("booth__zone__venue").asc(nulls_last=True),
            "booth__zone__code",
            "booth__number",
            "employer__name",
            "pk",
        )

    def applied(self) -> "ParticipationQuerySet":
        """Those that wait for a decision."""
        return self.filter(status=ParticipationStatus.APPLIED)

    def waitlisted(self) -> "ParticipationQuerySet":
        """Those that get a place if one becomes free."""
        return self.filter(status=ParticipationStatus.WAITLISTED)

    def of_coming_fairs(self) -> "ParticipationQuerySet":
        """Those of fairs that are prepared or still to be held."""
        return self.filter(fair__in=Fair.objects.coming())

    def named(self, words: str) -> "ParticipationQuerySet":
        """Those of employers whose name has these words in it, as they stand."""
        return self.filter(employer__name__icontains=words)

    def in_hall(self) -> "ParticipationQuerySet":
        """Those that a hall has to know of: who comes, may still come or has called off; who was
        refused is the bureaus' business."""
        return self.exclude(status=ParticipationStatus.REJECTED)

    def found_by(self, words: str) -> "ParticipationQuerySet":
        """Those of employers so named, and those at booths whose number begins so; all for no
        words."""
        if not words:
            return self
        return self.filter(Q(employer__name__icontains=words) | Q(booth__number__istartswith=words))

    def without_postings(self) -> "ParticipationQuerySet":
        """Those that bring no post."""
        return self.filter(postings=None)

    def without_booth(self) -> "ParticipationQuerySet":
        """Those that have not been given a booth."""
        return self.filter(booth=None)

    def with_listing(self) -> "ParticipationQuerySet":
        """Loads fair, employer, hall and booth, and annotates `posting_count`: the public posts
        that the employer brings."""
        return self.select_related(
            "fair",
            "employer__industry",
            "employer__region__parent",
            "employer__region__place",
            "venue__fair",
            "booth",
        ).annotate(
            posting_count=Count("postings", filter=is_published("postings__"), distinct=True)
        )

    def brought(
        self, posts: Collection[int] | None = None
    ) -> "QuerySet[Participation, tuple[int, ...]]":
        """(id of a post, fair, hall or None, zone or None) for every post that is brought, or for
        those of these."""
        whether = Q(postings__isnull=False) if posts is None else Q(postings__in=posts)
        return (
            self.order_by()
            .filter(whether)
            .values_list("postings", "fair_id", "venue_id", "booth__zone_id")
        )

    def counts_by_status(self) -> dict[str, int]:
        """How many are in each state; states that none is in are left out."""
        rows = self.order_by().values_list("status").annotate(n=Count("pk"))
        return dict(rows)

    def counts_by_hall(self) -> list[dict[str, Any]]:
        """Rows of venue, zone (either may be None), employer_count and posting_count."""
        return list(
            self.order_by()
            .values("venue_id", "booth__zone_id")
            .annotate(
                employer_count=Count("pk", distinct=True),
                posting_count=Count("postings", filter=is_published("postings__"), distinct=True),
            )
        )

    def with_headcount(self) -> "ParticipationQuerySet":
        """Annotates `headcount`: how many people the public posts brought want; None for none."""
        brought: QuerySet[Any] = Participation.postings.through.objects.filter(
            is_published("posting__"), participation=OuterRef("pk")
        )
        wanted = brought.order_by().values("participation").annotate(n=Sum("posting__headcount"))
        return self.annotate(headcount=Subquery(wanted.values("n")))

    def known_to(self, user: "User | AnonymousUser") -> "ParticipationQuerySet":
        """Those that the person may see, and the public ones of all bureaus: a fair is run, and
        its lists and posters are printed, together."""
        if user.is_active and user.is_superuser:
            return self
        public = self.taking_part().filter(fair__in=Fair.objects.announced())
        return self.filter(
            Q(pk__in=self.visible_to(user).order_by().values("pk"))
            | Q(pk__in=public.order_by().values("pk"))
        )

    def visible_to(self, user: "User | AnonymousUser") -> "ParticipationQuerySet":
        """Those whose responsible organization the person works for."""
        if user.is_active and user.is_superuser:
            return self
        return self.filter(organization__in=Organization.objects.of_member(user))


class Participation(models.Model):
    """参会单位. `fair` is known from the first day, `venue` and `booth` once they are given."""

    fair = models.ForeignKey(
        Fair, on_delete=models.PROTECT, related_name="participations", verbose_name=_("招聘会")
    )
    employer = models.ForeignKey(
        Employer,
        on_delete=models.PROTECT,
        related_name="participations",
        verbose_name=_("用人单位"),
    )
    venue = models.ForeignKey(
        Venue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("会场"),
    )
    booth = models.OneToOneField(
        Booth,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participation",
        verbose_name=_("展位"),
    )
    postings = models.ManyToManyField(
        "jobs.Posting", blank=True, related_name="participations", verbose_name=_("带来的岗位")
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="participations",
        verbose_name=_("负责单位"),
        help_text=_("本地区的主办单位；京津冀其他地方的单位填邀请方。"),
    )
    power_w = models.PositiveIntegerField(_("用电功率"), default=0, help_text=_("瓦。"))
    sockets = models.PositiveSmallIntegerField(_("插座数"), default=0)
    needs = models.CharField(_("其他需要"), max_length=200, blank=True)
    status = models.CharField(
        _("状态"),
        max_length=12,
        choices=ParticipationStatus,
        default=ParticipationStatus.APPLIED,
    )
    rejection_reason = models.CharField(_("未通过理由"), max_length=200, blank=True)
    applied_at = models.DateTimeField(_("报名时间"), auto_now_add=True)
    decided_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_participations",
        verbose_name=_("审核人"),
    )

    objects = ParticipationQuerySet.as_manager()

    # Annotated by ParticipationQuerySet.with_listing().
    posting_count: int
    # Annotated by ParticipationQuerySet.with_headcount().
    headcount: int | None

    class Meta:
        verbose_name = _("参会单位")
        verbose_name_plural = _("参会单位")
        ordering = ["fair", "employer"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "employer"],
                name="participation_once_per_fair",
                violation_error_message=_("该单位已报名这场招聘会。"),
            ),
            models.CheckConstraint(
                condition=Q(booth=None) | Q(venue__isnull=False),
                name="participation_booth_has_venue",
                violation_error_message=_("有展位的须有会场。"),
            ),
            models.CheckConstraint(
                condition=Q(booth=None) | Q(status=ParticipationStatus.ACCEPTED),
                name="participation_booth_is_accepted",
                violation_error_message=_("只有已确认的单位才有展位。"),
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="participation_decided_by_and_at",
                violation_error_message=_("审核人和审核时间须同时填写。"),
            ),
            models.CheckConstraint(
                condition=~Q(status=ParticipationStatus.REJECTED) | ~Q(rejection_reason=""),
                name="participation_rejected_has_reason",
                violation_error_message=_("未通过须写明理由。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer} · {self.fair}"

    def clean(self) -> None:
        """Hall and booth must belong to the fair, the organization to the employer's region."""
        if self.organization_id is not None and self.employer_id is not None:
            check_responsible(self.organization, self.employer.region)
        if self.venue is not None and self.venue.fair_id != self.fair_id:
            raise ValidationError({"venue": _("会场不属于这场招聘会。")})
        if self.booth is not None and self.booth.zone.venue_id != self.venue_id:
            raise ValidationError({"booth": _("展位不在所选会场。")})

    def move_to(self, status: ParticipationStatus) -> None:
        """Change the state, unsaved; raises TransitionRefusedError. Only actions call this."""
        transitions.move(self, TRANSITIONS, status)
