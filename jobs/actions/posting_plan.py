"""What importing posts would do, row by row: nothing is written here.

The preview shows a plan; `posting_imports` makes one under a lock and carries it out.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.actions import revisions
from jobs.actions.employer_matching import AmbiguousEmployerError, EmployerMatcher, Known
from jobs.actions.posting_matching import AmbiguousPostingError, NewPost, PostingMatcher
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
    for row in wanted:
        planner.plan.outcomes.append(planner.outcome(row))
    return planner.plan


class _Planner:
    def __init__(
        self, organization: Organization, wanted: Sequence[WantedPosting], *, lock: bool
    ) -> None:
        self.plan = PostingPlan(organization)
        self.employers = EmployerMatcher(organization, [row.employer for row in wanted])
        postings = _postings_of(self._known_employers(wanted), lock=lock)
        self.postings = PostingMatcher()
        for posting in postings:
            self.postings.add(posting.employer_id, posting)
        self.seen: set[int] = set()
        self.waiting = _waiting_revisions(postings)
        self.majors = Major.objects.in_bulk({code for row in wanted for code in row.majors or ()})
        codes = {row.values.get("region_id") for row in wanted}
        self.places = dict(Region.objects.filter(pk__in=codes - {None}).values_list("pk", "place"))

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

    def outcome(self, row: WantedPosting) -> Outcome:
        try:
            employer = self.employers.find(row.employer) or self._new_employer(row)
            self._take_code(employer, row.employer)
            posting = self.postings.find(_key(employer), row)
        except (AmbiguousEmployerError, AmbiguousPostingError) as refusal:
            return Outcome(RowOutcome.REFUSED, str(refusal))
        if posting is None:
            return self._make(employer, row)
        if isinstance(posting, NewPost) or posting.pk in self.seen:
            return Outcome(RowOutcome.REFUSED, str(REPEATED))
        self.seen.add(posting.pk)
        return self._change(posting, row)

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
        self.postings.add(_key(employer), NewPost.of(row))
        self.plan.made.append(Made(values, employer, row.majors or ()))
        return Outcome(RowOutcome.MADE)

    def _change(self, posting: Posting, row: WantedPosting) -> Outcome:
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


def _postings_of(employers: set[int], *, lock: bool) -> list[Posting]:
    rows = Posting.objects.filter(employer__in=employers).order_by("pk").defer("search")
    if lock:
        # Employer first, then post: the order in which every other action takes them.
        list(
            Employer.objects.filter(pk__in=employers).order_by("pk").select_for_update().only("pk")
        )
        rows = rows.select_for_update()
    return list(rows.prefetch_related("majors"))


def _waiting_revisions(postings: Sequence[Posting]) -> dict[int, list[dict[str, Any]]]:
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
            posting = NewPost.of(row)
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
