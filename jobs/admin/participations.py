"""Admin of employers at fairs: decided, and given their places, many at once."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from jobs.actions import booths, participations
from jobs.admin.asked_first import ask_first
from jobs.admin.each_row import refuse, run_on_each, tell_done
from jobs.admin.worklist_filter import WorklistFilter
from jobs.choices import ParticipationStatus
from jobs.forms.bulk import AssignForm, ConfirmForm, ReasonForm
from jobs.forms.participation import ParticipationForm
from jobs.models import Participation
from jobs.row_counts import count_of
from tongwulang.accounts.scoped_admin import OrganizerAdmin, person
from tongwulang.accounts.scoped_filters import AutocompleteFilter, OrganizationFilter

RECORD = ["status", "rejection_reason", "applied_at", "decided_at", "decided_by"]


@admin.register(Participation)
class ParticipationAdmin(OrganizerAdmin):
    list_before_template = "admin/jobs/exportrun/of_list.html"
    list_display = ["employer", "fair", "status", "venue", "booth", "posting_count", "applied_at"]
    list_filter = [
        WorklistFilter,
        ("fair", AutocompleteFilter),
        "status",
        ("venue", AutocompleteFilter),
        ("booth__zone", AutocompleteFilter),
        ("employer__industry", AutocompleteFilter),
        ("organization", OrganizationFilter),
    ]
    list_select_related = ["employer", "fair", "venue", "booth"]
    search_fields = ["employer__name", "booth__number"]
    search_help_text = _("单位名称或展位号")
    autocomplete_fields = ["fair", "employer", "venue", "booth", "postings", "organization"]
    form = ParticipationForm
    actions = ["accept", "assign", "waitlist", "reject", "withdraw"]
    offers = {
        ParticipationStatus.APPLIED: ["accept", "waitlist", "reject", "withdraw"],
        ParticipationStatus.WAITLISTED: ["accept", "reject", "withdraw"],
        ParticipationStatus.ACCEPTED: ["assign", "withdraw"],
    }

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
        """Who takes part where is fixed once entered; states and reasons come by actions."""
        return [*RECORD, *(["fair", "employer"] if obj is not None else [])]

    @admin.display(description=_("岗位数"), ordering="postings_counted")
    def posting_count(self, participation: Participation) -> int:
        return participation.postings_counted  # type: ignore[attr-defined]

    @admin.action(description=_("确认参会"))
    def accept(self, request: HttpRequest, rows: QuerySet[Participation]) -> None:
        self._decide(request, rows, ParticipationStatus.ACCEPTED)

    @admin.action(description=_("列入候补"))
    def waitlist(self, request: HttpRequest, rows: QuerySet[Participation]) -> None:
        self._decide(request, rows, ParticipationStatus.WAITLISTED)

    @admin.action(description=_("不予通过"))
    def reject(self, request: HttpRequest, rows: QuerySet[Participation]) -> HttpResponse | None:
        asked = ask_first(self, request, rows, form=ReasonForm, title=_("不予通过"))
        if isinstance(asked, HttpResponse):
            return asked
        reason = asked.cleaned_data["reason"]
        self._decide(request, rows, ParticipationStatus.REJECTED, reason)
        return None

    @admin.action(description=_("退出，展位收回"))
    def withdraw(self, request: HttpRequest, rows: QuerySet[Participation]) -> HttpResponse | None:
        asked = ask_first(
            self,
            request,
            rows,
            form=ConfirmForm,
            title=_("退出"),
            warning=_("退出后不能再报名这场招聘会，展位收回。"),
        )
        if isinstance(asked, HttpResponse):
            return asked
        self._decide(request, rows, ParticipationStatus.WITHDRAWN)
        return None

    @admin.action(description=_("安排会场和展位"))
    def assign(self, request: HttpRequest, rows: QuerySet[Participation]) -> HttpResponse | None:
        fairs = {row.fair_id: row.fair for row in rows}
        if not fairs:
            return None
        if len(fairs) > 1:
            self.message_user(
                request, _("所选单位参加的不是同一场招聘会，请先按招聘会筛选。"), messages.ERROR
            )
            return None
        fair, is_single = next(iter(fairs.values())), rows.count() == 1
        asked = ask_first(
            self,
            request,
            rows,
            form=lambda data: AssignForm(data, fair=fair, is_single=is_single),
            title=_("安排会场和展位"),
            warning=_("已在所选会场或展区的单位，位置不变。"),
        )
        if isinstance(asked, HttpResponse):
            return asked
        try:
            moved = booths.assign_places(participations=rows, by=person(request), **asked.chosen)
        except ValidationError as refusal:
            refuse(self, request, refusal)
        else:
            tell_done(self, request, rows, moved)
        return None

    def _decide(
        self,
        request: HttpRequest,
        rows: QuerySet[Participation],
        status: ParticipationStatus,
        reason: str = "",
    ) -> None:
        run_on_each(
            self,
            request,
            rows,
            lambda row: participations.decide_participation(
                participation=row, status=status, by=person(request), reason=reason
            ),
        )
