"""Writes demo applicants with their claims and applications in bulk."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from jobs.models import Applicant, Application, AudienceClaim, Posting
from tongwulang.site.demo.applicants import ApplicantContent, build_applicant
from tongwulang.site.demo.bureaus import Bureaus
from tongwulang.site.demo.dice import dice
from tongwulang.site.demo.rows import applicant_row, claim_row

DEFAULT_APPLICANTS = 2000
_APPLICANTS_PER_CHUNK = 500
# Applications go to the first posts only, so that memory stays flat at any scale.
_POSTINGS_CONSIDERED = 10_000


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
        rows = Application.objects.bulk_create(
            Application(applicant=row, posting_id=posting, status=status)
            for content, row in pairs
            for posting, status in zip(self._targets(content), content.applications, strict=False)
        )
        # bulk_create stamps the present moment; people applied over the past three weeks.
        stream = dice("applied", pairs[0][0].number)
        for row in rows:
            row.submitted_at = timezone.now() - dt.timedelta(minutes=stream.randint(1, 30_000))
        Application.objects.bulk_update(rows, ["submitted_at"], batch_size=_APPLICANTS_PER_CHUNK)

    def _targets(self, content: ApplicantContent) -> list[int]:
        """Posts of the wanted occupation, one for each application as far as there are any."""
        fitting = self.postings[content.archetype.occupation]
        count = min(len(fitting), len(content.applications))
        return dice("targets", content.number).sample(fitting, count)


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
