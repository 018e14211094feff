"""Admin of employers at fairs."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jobs.actions import participations
from jobs.admin.each_row import run_on_each
from jobs.choices import ParticipationStatus
from jobs.forms.participation import ParticipationForm
from jobs.models import Participation
from jobs.row_counts import count_of
from tongwulang.accounts.scoped_admin import OrganizerAdmin, person

RECORD = ["status", "applied_at", "decided_at", "decided_by"]
TRANSITIONABLE = (ParticipationStatus.APPLIED, ParticipationStatus.WAITLISTED)


@admin.register(Participation)
class ParticipationAdmin(OrganizerAdmin):
    list_display = ["employer", "fair", "status", "venue", "booth", "posting_count"]
    list_filter = ["fair", "status", "venue", "organization"]
    list_select_related = ["employer", "fair", "venue", "booth"]
    search_fields = ["employer__name", "booth__number"]
    autocomplete_fields = ["fair", "employer", "venue", "booth", "postings", "organization"]
    form = ParticipationForm
    actions = ["accept", "waitlist", "reject", "withdraw"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participation]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                postings_counted=count_of(
                    Participation.postings.through.objects.all(), by="participation"
                )
            )
        )

    def get_readonly_fields(
        self, request: HttpRequest, obj: Participation | None = None
    ) -> list[str]:
        """Who takes part where is fixed once entered; a reason is written before refusing."""
        fixed = ["fair", "employer"] if obj is not None else []
        undecided = obj is not None and obj.status in TRANSITIONABLE
        return [*RECORD, *fixed, *([] if undecided else ["rejection_reason"])]

    @admin.display(description=_("岗位数"), ordering="postings_counted")
    def posting_count(self, participation: Participation) -> int:
        return participation.postings_counted  # type: ignore[attr-defined]

    @admin.action(description=_("确认参会"))
    def accept(self, request: HttpRequest, rows: QuerySet[Participation]) -> None:
        self._decide(request, rows, ParticipationStatus.ACCEPTED)

    @admin.action(description=_("列入候补"))
    def waitlist(self, request: HttpRequest, rows: QuerySet[Participation]) -> None:
        self._decide(request, rows, ParticipationStatus.WAITLISTED)

    @admin.action(description=_("不予通过（须先填写理由）"))
    def reject(self, request: HttpRequest, rows: QuerySet[Participation]) -> None:
        self._decide(request, rows, ParticipationStatus.REJECTED)

    @admin.action(description=_("退出，展位收回"))
    def withdraw(self, request: HttpRequest, rows: QuerySet[Participation]) -> None:
        self._decide(request, rows, ParticipationStatus.WITHDRAWN)

    def _decide(
        self, request: HttpRequest, rows: QuerySet[Participation], status: ParticipationStatus
    ) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: participations.decide_participation(
                participation=row,
                status=status,
                by=person(request),
                reason=row.rejection_reason,
            ),
        )
