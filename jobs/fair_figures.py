"""A fair's figures: what a report said, beside what the system counts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jobs.choices import Measure
from jobs.models import Fair

FAIR_MEASURES = (Measure.EMPLOYERS, Measure.POSTINGS, Measure.VENUES, Measure.VISITORS)


@dataclass(frozen=True)
class Figure:
    """One measure. `reported` is exactly the report's; `counted` is None where nobody counts."""

    measure: str
    reported: str
    wording: str
    counted: int | None


def figures_of(fair: Fair) -> list[Figure]:
    """One row a measure; `fair` carries the counts of FairQuerySet.with_counts().

    Of a fair that no report tells of, only what the system counts.
    """
    reported = {figure.measure: figure for figure in fair.reported_figures.all()}
    counted = {
        Measure.EMPLOYERS: fair.employer_count,
        Measure.POSTINGS: fair.posting_count,
        Measure.VENUES: len(fair.venues.all()),
    }
    return [
        Figure(
            measure=str(measure.label),
            reported=reported[measure].text if measure in reported else _("未报道"),
            wording=reported[measure].wording if measure in reported else "",
            counted=counted.get(measure),
        )
        for measure in FAIR_MEASURES
        if fair.is_reported or measure in counted
    ]
