"""Writes demo employers and posts in bulk: a transaction a chunk, so a killed run goes on."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from jobs.models import Booth, Employer, Fair, Participation, Posting, PostingRevision, Zone
from tongwulang.site.demo.bureaus import Bureaus
from tongwulang.site.demo.employers import EmployerContent, build_employer
from tongwulang.site.demo.halls import booth_for, ensure_halls
from tongwulang.site.demo.layout import FAIRS, VETERANS, Slot, chunks_of, plan_slots
from tongwulang.site.demo.postings import DRAFT, PostingContent, build_posting, build_postings
from tongwulang.site.demo.rows import (
    draft_row,
    employer_row,
    major_links,
    participation_row,
    posting_row,
    revision_row,
)

EMPLOYERS_PER_CHUNK = 40
_ROWS_PER_INSERT = 2000


@dataclass
class _Chunk:
    """One chunk's employers and what belongs to each."""

    contents: list[EmployerContent]
    employers: list[Employer] = field(default_factory=list)
    postings: list[tuple[Posting, PostingContent]] = field(default_factory=list)


class EmployerWriter:
    """Stores the employers of a plan with their posts, stands, drafts and proposed edits."""

    def __init__(self, *, today: dt.date) -> None:
        self.today = today
        self.has_written = False
        self.checked_at = timezone.make_aware(
            dt.datetime.combine(today - dt.timedelta(days=31), dt.time(9))
        )
        self.bureaus = Bureaus.load()
        self.fair_ids = dict(Fair.objects.values_list("slug", "pk"))
        if lacking := {plan.slug for plan in FAIRS} - set(self.fair_ids):
            raise LookupError("、".join(sorted(lacking)))
        self.zones: dict[tuple[str, str], Zone] = ensure_halls()
        self.present = set(Employer.objects.filter(is_demo=True).values_list("uscc", flat=True))

    def write(self, postings: int) -> Iterator[int]:
        """Yields the number of posts planned so far after each chunk, written or present."""
        reached = 0
        for slots in chunks_of(plan_slots(postings), EMPLOYERS_PER_CHUNK):
            self._write_missing(slots)
            reached += sum(slot.postings for slot in slots)
            yield reached

    def _write_missing(self, slots: list[Slot]) -> None:
        contents = [build_employer(slot) for slot in slots]
        missing = [content for content in contents if content.uscc not in self.present]
        if missing:
            with transaction.atomic():
                self._write_chunk(_Chunk(missing))
            self.has_written = True

    def _write_chunk(self, chunk: _Chunk) -> None:
        self._write_employers(chunk)
        self._write_postings(chunk)
        self._write_drafts(chunk)
        self._write_revisions(chunk)
        self._write_participations(chunk)

    def _write_employers(self, chunk: _Chunk) -> None:
        chunk.employers = Employer.objects.bulk_create(
            employer_row(
                content,
                self.bureaus.bureau_for(content),
                self.bureaus.organizer_for(content),
                self.checked_at,
            )
            for content in chunk.contents
        )

    def _write_postings(self, chunk: _Chunk) -> None:
        chunk.postings = [
            (posting_row(content, employer, self.bureaus.organizer_for(owner)), content)
            for owner, employer in zip(chunk.contents, chunk.employers, strict=True)
            for content in build_postings(owner, self.today)
        ]
        self._insert_postings(chunk.postings)

    def _write_drafts(self, chunk: _Chunk) -> None:
        drafts = []
        for owner, employer in zip(chunk.contents, chunk.employers, strict=True):
            if owner.has_draft:
                content = build_posting(owner, DRAFT, self.today)
                drafts.append((draft_row(content, employer), content))
        self._insert_postings(drafts)

    def _insert_postings(self, postings: list[tuple[Posting, PostingContent]]) -> None:
        Posting.objects.bulk_create([row for row, _ in postings], batch_size=_ROWS_PER_INSERT)
        links = [link for row, content in postings for link in major_links(row, content)]
        Posting.majors.through.objects.bulk_create(links, batch_size=_ROWS_PER_INSERT)

    def _write_revisions(self, chunk: _Chunk) -> None:
        first = {row.employer_id: row for row, _ in reversed(chunk.postings)}
        PostingRevision.objects.bulk_create(
            revision_row(first[employer.pk], self.bureaus.organizer_for(owner))
            for owner, employer in zip(chunk.contents, chunk.employers, strict=True)
            if owner.has_revision
        )

    def _write_participations(self, chunk: _Chunk) -> None:
        at_fairs = [
            (owner, employer)
            for owner, employer in zip(chunk.contents, chunk.employers, strict=True)
            if owner.slot.fair
        ]
        rows = [self._participation(owner, employer) for owner, employer in at_fairs]
        self._give_booths([owner for owner, _ in at_fairs], rows)
        Participation.objects.bulk_create(rows)
        self._bring_postings(chunk, {row.employer_id: row.pk for row in rows})

    def _participation(self, owner: EmployerContent, employer: Employer) -> Participation:
        return participation_row(
            owner,
            employer,
            self.fair_ids[str(owner.slot.fair)],
            self.bureaus.organizer_for(owner),
            self.checked_at,
        )

    def _give_booths(self, owners: list[EmployerContent], rows: list[Participation]) -> None:
        """Only the veterans' fair has halls; of the other one the reports name none."""
        standing = {
            owner.slot.number: row
            for owner, row in zip(owners, rows, strict=True)
            if owner.slot.fair == VETERANS
        }
        booths = Booth.objects.bulk_create(booth_for(number, self.zones) for number in standing)
        for row, booth in zip(standing.values(), booths, strict=True):
            row.booth, row.venue = booth, booth.zone.venue

    def _bring_postings(self, chunk: _Chunk, participations: dict[int, int]) -> None:
        through = Participation.postings.through
        through.objects.bulk_create(
            [
                through(participation_id=participations[row.employer_id], posting_id=row.pk)
                for row, _ in chunk.postings
                if row.employer_id in participations
            ],
            batch_size=_ROWS_PER_INSERT,
        )
