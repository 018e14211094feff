"""Which post of an employer a row means: by the employer's own number, else by title and place."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jobs.actions.wanted import WantedPosting
from jobs.choices import PostingStatus
from jobs.search.names import key_of_name


class AmbiguousPostingError(Exception):
    """Several posts fit the row; the message says what would tell them apart."""


@dataclass(eq=False)
class Candidate:
    """What matching looks at of a post, or of a row that is to become one (`pk` is None)."""

    pk: int | None
    own_number: str
    title: str
    region_id: str | None
    address: str
    status: str = PostingStatus.DRAFT

    @classmethod
    def of(cls, wanted: WantedPosting) -> "Candidate":
        values = wanted.values
        return cls(
            None,
            values.get("own_number", ""),
            values["title"],
            values.get("region_id"),
            values.get("address", ""),
        )


class PostingMatcher:
    """Knows the posts of the employers that the rows name."""

    def __init__(self) -> None:
        self.by_number: dict[tuple[Hashable, str], Candidate] = {}
        self.by_title: defaultdict[tuple[Hashable, str], list[Candidate]] = defaultdict(list)

    def add(self, employer: Hashable, posting: Candidate) -> None:
        """Make a post known, such as one that this very import makes; `employer` is any key."""
        if posting.own_number:
            self.by_number[employer, posting.own_number] = posting
        self.by_title[employer, key_of_name(posting.title)].append(posting)

    def find(self, employer: Hashable, wanted: WantedPosting) -> Candidate | None:
        """The post; None for one that is not known yet. Raises AmbiguousPostingError."""
        number = wanted.values.get("own_number", "")
        if (employer, number) in self.by_number:
            return self.by_number[employer, number]
        titled = self.by_title.get((employer, wanted.title_key), [])
        fitting = [
            posting
            for posting in titled
            # A post with a number of its own is not the one with another number.
            if not (number and posting.own_number) and _may_be_at(posting, wanted)
        ]
        return _the_one(fitting, wanted)


def _may_be_at(posting: Candidate, wanted: WantedPosting) -> bool:
    """Whether the places agree, as far as both say one."""
    region, address = wanted.place
    own_address = key_of_name(posting.address)
    regions_agree = region is None or posting.region_id in (None, region)
    return regions_agree and (not address or own_address in ("", address))


def _the_one(fitting: list[Candidate], wanted: WantedPosting) -> Candidate | None:
    region, address = wanted.place
    exact = [
        posting
        for posting in fitting
        if (posting.region_id, key_of_name(posting.address)) == (region, address)
    ]
    found = exact or fitting
    running = [posting for posting in found if posting.status != PostingStatus.CLOSED] or found
    if len(running) > 1:
        raise AmbiguousPostingError(
            _("该单位有 %(count)s 个同名同地点的岗位，请填岗位编号") % {"count": len(running)}
        )
    return running[0] if running else None
