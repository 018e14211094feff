"""The lists that can be taken out as a workbook: their columns, and how their rows are loaded.

A run names its rows by primary keys, in the order of the file. They are read again within what the
person may see at that moment: who lost a right between asking and working gets fewer rows.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from jobs.choices import ExportKind
from jobs.exports import employer_columns, fair_columns, people_columns, posting_columns
from jobs.exports.tables import Column
from jobs.models import (
    Applicant,
    Application,
    Booth,
    Employer,
    ExportRun,
    Participation,
    Posting,
)
from jobs.row_counts import count_of

# Rows in memory at once; a list costs its queries once a chunk. One query for all rows would need a
# cursor that stays open as long as the file is written, and what is prefetched asks by chunks too.
CHUNK = 500


@dataclass(frozen=True)
class List:
    """`columns` and `rows` of a run; the rows are those that its person may see, fully loaded."""

    columns: Callable[[ExportRun], Sequence[Column]]
    rows: Callable[[ExportRun], QuerySet[Any]]


def _loaded(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    names = ("employer", "occupation", "industry", "emerging_industry", "region", "education_min")
    loaded = postings.select_related(*names).prefetch_related("majors")
    return loaded.defer("search", "employer__search")


def _national(run: ExportRun) -> QuerySet[Posting]:
    published = Posting.objects.visible_to(run.requested_by).published()
    return published.select_related("employer").defer("search", "employer__search")


def _employers(run: ExportRun) -> QuerySet[Employer]:
    return (
        Employer.objects.visible_to(run.requested_by)
        .select_related("industry", "emerging_industry", "region", "organization")
        .annotate(postings_counted=count_of(Posting.objects.all(), by="employer"))
        .defer("search")
    )


def _taking_part(rows: Any) -> Any:
    return (
        rows.with_listing()
        .with_headcount()
        .select_related(
            "fair", "employer__industry", "employer__region", "venue", "booth__zone", "organization"
        )
        .defer("employer__search")
    )


def _fair_postings(run: ExportRun) -> QuerySet[Posting]:
    """Public posts of all bureaus, and drafts of one's own, with who brings them to this fair."""
    here = Participation.objects.known_to(run.requested_by).filter(fair=run.fair)
    mine = Posting.objects.visible_to(run.requested_by).order_by().values("pk")
    public = Posting.objects.published().order_by().values("pk")
    brought = here.order_by().values("postings")
    rows = Posting.objects.filter(Q(pk__in=mine) | Q(pk__in=public), pk__in=brought)
    stands = here.select_related("venue", "booth")
    return _loaded(rows).prefetch_related(Prefetch("participations", stands, "here"))


def _booths(run: ExportRun) -> QuerySet[Booth]:
    holders = _taking_part(Participation.objects.known_to(run.requested_by))
    booths = Booth.objects.filter(zone__venue__fair=run.fair).select_related("zone__venue")
    return booths.prefetch_related(Prefetch("participation", holders))


def _applicants(run: ExportRun) -> QuerySet[Applicant]:
    return (
        Applicant.objects.visible_to(run.requested_by)
        .select_related("education", "major", "region", "organization")
        .prefetch_related("wanted_occupations", "wanted_regions")
    )


def _applications(run: ExportRun) -> QuerySet[Application]:
    known = Applicant.objects.visible_to(run.requested_by).filter(pk=OuterRef("applicant"))
    return (
        Application.objects.visible_to(run.requested_by)
        .select_related("applicant", "posting__employer")
        .defer("posting__search", "posting__employer__search")
        .annotate(is_known=Exists(known))
    )


LISTS: dict[ExportKind, List] = {
    ExportKind.POSTINGS: List(
        lambda run: (*posting_columns.POSTING, posting_columns.linked(run.site)),
        lambda run: _loaded(Posting.objects.visible_to(run.requested_by)),
    ),
    ExportKind.NATIONAL: List(lambda run: posting_columns.national(run.site), _national),
    ExportKind.EMPLOYERS: List(lambda run: employer_columns.EMPLOYER, _employers),
    ExportKind.PARTICIPATIONS: List(
        lambda run: employer_columns.PARTICIPATION,
        lambda run: _taking_part(Participation.objects.visible_to(run.requested_by)),
    ),
    ExportKind.APPLICANTS: List(lambda run: people_columns.APPLICANT, _applicants),
    ExportKind.APPLICATIONS: List(lambda run: people_columns.APPLICATION, _applications),
    ExportKind.FAIR_EMPLOYERS: List(
        lambda run: employer_columns.FAIR_EMPLOYER,
        lambda run: _taking_part(Participation.objects.known_to(run.requested_by)),
    ),
    ExportKind.FAIR_POSTINGS: List(
        lambda run: (*fair_columns.FAIR_POSTING, posting_columns.linked(run.site)), _fair_postings
    ),
    ExportKind.FAIR_BOOTHS: List(lambda run: fair_columns.FAIR_BOOTH, _booths),
}


def rows_of(run: ExportRun, advance: Callable[[int], None]) -> Iterator[Any]:
    """The rows of the run in their order, a chunk in memory at a time; rows that are gone, or that
    the person may not see any more, are left out. `advance` is told how many keys are done."""
    rows = LISTS[ExportKind(run.kind)].rows(run)
    for start in range(0, len(run.keys), CHUNK):
        keys = run.keys[start : start + CHUNK]
        found = rows.in_bulk(keys)
        yield from (found[key] for key in keys if key in found)
        advance(min(start + CHUNK, len(run.keys)))
