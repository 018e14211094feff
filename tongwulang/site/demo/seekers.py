"""Writes demo applicants with their claims and applications in bulk."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs.choices import ApplicationStatus, DeclineReason
from jobs.models import Applicant, Application, ApplicationStep, AudienceClaim, Posting
from tongwulang.site.demo.applicants import ApplicantContent, build_applicant
from tongwulang.site.demo.bureaus import Bureaus
from tongwulang.site.demo.dice import dice
from tongwulang.site.demo.rows import applicant_row, claim_row

DEFAULT_APPLICANTS = 2000
_APPLICANTS_PER_CHUNK = 500
# Applications go to the first posts only, so that memory stays flat at any scale.
_POSTINGS_CONSIDERED = 10_000
# Minutes: less than two weeks, so that no demo answer is overdue from the start.
_APPLIED_WITHIN = 18_000
_HIRED = (
    ApplicationStatus.SUBMITTED,
    ApplicationStatus.VIEWED,
    ApplicationStatus.INTERVIEW,
    ApplicationStatus.OFFERED,
    ApplicationStatus.HIRED,
)
_WAYS = {
    **{state: _HIRED[: number + 1] for number, state in enumerate(_HIRED)},
    ApplicationStatus.DECLINED: (*_HIRED[:2], ApplicationStatus.DECLINED),
    ApplicationStatus.WITHDRAWN: (*_HIRED[:1], ApplicationStatus.WITHDRAWN),
}


class ApplicantWriter:
    """Stores applicants up to a number; those already there are counted, not made again."""

    def __init__(self, *, today: dt.date) -> None:
        self.today = today
        self.has_written = False
        self.bureaus = Bureaus.load()
        self.postings = _postings_by_occupation()

    def write(self, applicants: int) -> Iterator[int]:
        """Yields the number of applicants there are, at the start and after each chunk."""
        present = Applicant.objects.filter(is_demo=True).count()
        yield present
        for first in range(present, applicants, _APPLICANTS_PER_CHUNK):
            last = min(first + _APPLICANTS_PER_CHUNK, applicants)
            with transaction.atomic():
                self._write_chunk(
                    [build_applicant(number, self.today) for number in range(first, last)]
                )
            self.has_written = True
            yield last

    def _write_chunk(self, contents: list[ApplicantContent]) -> None:
        rows = Applicant.objects.bulk_create(
            applicant_row(content, self.bureaus.bureau_for(content)) for content in contents
        )
        pairs = list(zip(contents, rows, strict=True))
        self._write_wishes(pairs)
        AudienceClaim.objects.bulk_create(
            claim_row(content.claim, row) for content, row in pairs if content.claim
        )
        self._write_applications(pairs)

    def _write_wishes(self, pairs: list[tuple[ApplicantContent, Applicant]]) -> None:
        occupations = Applicant.wanted_occupations.through
        occupations.objects.bulk_create(
            occupations(applicant_id=row.pk, occupation_id=content.archetype.occupation)
            for content, row in pairs
        )
        regions = Applicant.wanted_regions.through
        regions.objects.bulk_create(
            regions(applicant_id=row.pk, region_id=code)
            for content, row in pairs
            for code in content.wanted_regions
        )

    def _write_applications(self, pairs: list[tuple[ApplicantContent, Applicant]]) -> None:
        stream = dice("applied", pairs[0][0].number)
        rows = Application.objects.bulk_create(
            _application(row, posting, status, stream.randint(1, _APPLIED_WITHIN))
            for content, row in pairs
            for posting, status in zip(self._targets(content), content.applications, strict=False)
        )
        ApplicationStep.objects.bulk_create(step for row in rows for step in _steps(row))

    def _targets(self, content: ApplicantContent) -> list[int]:
        """Posts of the wanted occupation, one for each application as far as there are any."""
        fitting = self.postings[content.archetype.occupation]
        count = min(len(fitting), len(content.applications))
        return dice("targets", content.number).sample(fitting, count)


def _application(
    applicant: Applicant, posting: int, status: ApplicationStatus, minutes: int
) -> Application:
    """An application of so many minutes ago."""
    at = timezone.now() - dt.timedelta(minutes=minutes)
    return Application(
        applicant=applicant,
        posting_id=posting,
        status=status,
        submitted_at=at,
        answer_by=timezone.localdate(at) + dt.timedelta(days=settings.APPLICATION_ANSWER_DAYS),
    )


def _steps(row: Application) -> Iterator[ApplicationStep]:
    """The way to the present state, in equal steps from the application to now."""
    states = _WAYS[ApplicationStatus(row.status)]
    between = (timezone.now() - row.submitted_at) / len(states)
    for number, status in enumerate(states):
        reason = DeclineReason.EXPERIENCE if status == ApplicationStatus.DECLINED else ""
        yield ApplicationStep(
            application=row, status=status, reason=reason, at=row.submitted_at + number * between
        )


def _postings_by_occupation() -> dict[str, list[int]]:
    rows = (
        Posting.objects.published()
        .filter(employer__is_demo=True)
        .order_by("pk")
        .values_list("occupation_id", "pk")[:_POSTINGS_CONSIDERED]
    )
    postings = defaultdict(list)
    for occupation, posting in rows:
        postings[str(occupation)].append(posting)
    return postings
