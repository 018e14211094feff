"""What importing posts would do, row by row: nothing is written here.

The preview shows a plan; `posting_imports` makes one under a lock and carries it out.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.actions import revisions
from jobs.actions.employer_matching import AmbiguousEmployerError, EmployerMatcher, Known
from jobs.actions.posting_matching import AmbiguousPostingError, Candidate, PostingMatcher
from jobs.actions.wanted import Outcome, WantedEmployer, WantedPosting
from jobs.choices import PostingStatus, RowOutcome
from jobs.models import Employer, Posting, PostingRevision
from tongwulang.accounts.models import Organization
from tongwulang.regions.models import Major, Region

# An empty cell changes nothing; of these, None is a word of its own: 不限.
MEANT_NONE = {"education_min_id"}
REPEATED = gettext_lazy("与前面的一行是同一单位、岗位和地点，请填岗位编号区分")


@dataclass(frozen=True)
class Made:
    """A new post: its columns, its employer (which may be new as well), codes of its majors."""

    values: dict[str, Any]
    employer: Known
    majors: tuple[str, ...]


@dataclass
class PostingPlan:
    """`outcomes` are in the order of the rows; the rest says what carrying it out writes.

    `codes` are those that employers without one get, by employer.
    """

    organization: Organization
    outcomes: list[Outcome] = field(default_factory=list)
    new_employers: list[Employer] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)
    changed: list[tuple[Posting, dict[str, Any]]] = field(default_factory=list)
    proposed: list[tuple[Posting, dict[str, Any]]] = field(default_factory=list)


def plan_postings(
    organization: Organization, wanted: Sequence[WantedPosting], *, lock: bool = False
) -> PostingPlan:
    """With `lock`, the employers and posts that the rows name are held until the transaction
    ends; the caller holds the organization, so that nobody else makes the same ones meanwhile."""
    planner = _Planner(organization, wanted, lock=lock)
    matched = [planner.match(row) for row in wanted]
    planner.load([found for found in matched if isinstance(found, Candidate)])
    for row, found in zip(wanted, matched, strict=True):
        outcome = planner.change(found, row) if isinstance(found, Candidate) else found
        planner.plan.outcomes.append(outcome)
    return planner.plan


class _Planner:
    """First every row is matched by what little that takes, then only the posts found are read."""

    def __init__(
        self, organization: Organization, wanted: Sequence[WantedPosting], *, lock: bool
    ) -> None:
        self.plan = PostingPlan(organization)
        self.lock = lock
        self.employers = EmployerMatcher(organization, [row.employer for row in wanted])
        self.postings = self._matcher(wanted)
        self.seen: set[int] = set()
        self.majors = Major.objects.in_bulk({code for row in wanted for code in row.majors or ()})
        codes = {row.values.get("region_id") for row in wanted}
        self.places = dict(Region.objects.filter(pk__in=codes - {None}).values_list("pk", "place"))

    def _matcher(self, wanted: Sequence[WantedPosting]) -> PostingMatcher:
        employers = self._known_employers(wanted)
        if self.lock:
            # Employer first, then post: the order in which every other action takes them.
            held = Employer.objects.filter(pk__in=employers).order_by("pk").select_for_update()
            list(held.values_list("pk"))
        matcher = PostingMatcher()
        columns = ("pk", "own_number", "title", "region", "address", "status")
        rows = Posting.objects.filter(employer__in=employers).order_by("pk")
        for employer, *values in rows.values_list("employer", *columns):
            matcher.add(employer, Candidate(*values))
        return matcher

    def _known_employers(self, wanted: Sequence[WantedPosting]) -> set[int]:
        known = set()
        for row in wanted:
            try:
                employer = self.employers.find(row.employer)
            except AmbiguousEmployerError:
                continue
            if employer is not None and employer.pk is not None:
                known.add(employer.pk)
        return known

    def match(self, row: WantedPosting) -> Outcome | Candidate:
        """The post that the row means, or what becomes of a row that means none."""
        try:
            employer = self.employers.find(row.employer) or self._new_employer(row)
            self._take_code(employer, row.employer)
            posting = self.postings.find(_key(employer), row)
        except (AmbiguousEmployerError, AmbiguousPostingError) as refusal:
            return Outcome(RowOutcome.REFUSED, str(refusal))
        if posting is None:
            return self._make(employer, row)
        if posting.pk is None or posting.pk in self.seen:
            return Outcome(RowOutcome.REFUSED, str(REPEATED))
        self.seen.add(posting.pk)
        return posting

    def load(self, found: Sequence[Candidate]) -> None:
        """Read the posts that were matched, and the edits of them that wait already."""
        rows = Posting.objects.filter(pk__in=[row.pk for row in found]).order_by("pk")
        rows = rows.defer("search")
        if self.lock:
            rows = rows.select_for_update()
        if self.majors:
            rows = rows.prefetch_related("majors")
        self.stored = {posting.pk: posting for posting in rows}
        self.waiting = _waiting_revisions(self.stored.values())

    def _new_employer(self, row: WantedPosting) -> Known:
        """Unverified, in the place of its post where the organization answers for that."""
        here = self.plan.organization.region
        region = row.values.get("region_id") or here.pk
        is_ours = self.places.get(region) in (None, here.place_id)
        wanted = row.employer
        employer = Employer(
            name=wanted.name,
            uscc=wanted.uscc or None,
            region_id=region if is_ours else here.pk,
            organization=self.plan.organization,
            **wanted.values,
        )
        self.plan.new_employers.append(employer)
        known = Known(None, wanted.name, wanted.uscc, self.plan.organization.pk, row=employer)
        self.employers.add(known)
        return known

    def _take_code(self, employer: Known, wanted: WantedEmployer) -> None:
        """A code completes an employer that had none; what was verified stays as it was."""
        if not wanted.uscc or employer.uscc or employer.is_verified:
            return
        self.employers.take_code(employer, wanted.uscc)
        if employer.row is not None:
            employer.row.uscc = wanted.uscc
        elif employer.pk is not None:
            self.plan.codes[employer.pk] = wanted.uscc

    def _make(self, employer: Known, row: WantedPosting) -> Outcome:
        values = {name: value for name, value in row.values.items() if value is not None}
        self.postings.add(_key(employer), Candidate.of(row))
        self.plan.made.append(Made(values, employer, row.majors or ()))
        return Outcome(RowOutcome.MADE)

    def change(self, found: Candidate, row: WantedPosting) -> Outcome:
        """What becomes of a row whose post is there already."""
        posting = self.stored[cast(int, found.pk)]
        changes = revisions.differences(posting, self._values(row))
        if not changes:
            return Outcome(RowOutcome.SAME)
        if refusal := _pay_refusal(posting, changes):
            return Outcome(RowOutcome.REFUSED, refusal)
        if posting.status == PostingStatus.CLOSED:
            return Outcome(RowOutcome.SAME, _("岗位已关闭，不再修改"))
        if not revisions.needs_revision(posting):
            self.plan.changed.append((posting, changes))
            return Outcome(RowOutcome.CHANGED)
        if changes in self.waiting.get(posting.pk, ()):
            return Outcome(RowOutcome.SAME, _("同样的修改已在等待审核"))
        self.plan.proposed.append((posting, changes))
        return Outcome(RowOutcome.PROPOSED)

    def _values(self, row: WantedPosting) -> dict[str, Any]:
        """By field name, as a revision has them."""
        values = {
            name.removesuffix("_id"): value
            for name, value in row.values.items()
            if value is not None or name in MEANT_NONE
        }
        if row.majors is not None:
            values["majors"] = [self.majors[code] for code in row.majors]
        return values


def _key(employer: Known) -> Hashable:
    return employer.pk or id(employer)


def _waiting_revisions(postings: Iterable[Posting]) -> dict[int, list[dict[str, Any]]]:
    pks = [posting.pk for posting in postings if revisions.needs_revision(posting)]
    waiting: dict[int, list[dict[str, Any]]] = {}
    rows = PostingRevision.objects.waiting().filter(posting__in=pks)
    for pk, values in rows.values_list("posting", "values"):
        waiting.setdefault(pk, []).append(values)
    return waiting


def _pay_refusal(posting: Posting, changes: dict[str, Any]) -> str:
    """Why the pay of the row does not go with what the post says already; empty if it does."""
    names = ("base_pay", "salary_min", "salary_max")
    base, low, high = (changes.get(name, getattr(posting, name)) for name in names)
    if (low is None) != (high is None):
        return _("月薪上下限须同时填写")
    if high is not None and low > high:
        return _("月薪下限高于上限")
    if high is not None and base is not None and base > high:
        return _("底薪高于月薪上限")
    return ""


def repeats(wanted: Sequence[WantedPosting]) -> list[Outcome | None]:
    """For each row, what becomes of it if an earlier one means the same post; else None.

    Looked for in the whole file, since an import in chunks would take the second for an edit.
    """
    earlier = PostingMatcher()
    rows: dict[int, WantedPosting] = {}
    found: list[Outcome | None] = []
    for row in wanted:
        try:
            posting = earlier.find(row.employer.key, row)
        except AmbiguousPostingError:
            found.append(Outcome(RowOutcome.REFUSED, str(REPEATED)))
            continue
        if posting is None:
            posting = Candidate.of(row)
            earlier.add(row.employer.key, posting)
            rows[id(posting)] = row
            found.append(None)
        elif _says_the_same(rows[id(posting)], row):
            found.append(Outcome(RowOutcome.SAME, _("与前面的一行相同")))
        else:
            found.append(Outcome(RowOutcome.REFUSED, str(REPEATED)))
    return found


def _says_the_same(one: WantedPosting, other: WantedPosting) -> bool:
    return (one.values, one.majors) == (other.values, other.majors)
