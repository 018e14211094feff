"""What the rows of a workbook want to be, before it is known whether they are there already."""

from dataclasses import dataclass, field
from typing import Any

from jobs.choices import RowOutcome
from jobs.search.names import key_of_name


@dataclass(frozen=True)
class WantedEmployer:
    """An employer as a row names it; `values` (columns of Employer) are for one not known yet."""

    name: str
    uscc: str = ""
    values: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> str:
        """The same for every spelling of the name."""
        return key_of_name(self.name)


@dataclass(frozen=True)
class WantedPosting:
    """A post as a row describes it: `values` are columns of Posting that the row speaks of."""

    employer: WantedEmployer
    values: dict[str, Any]
    majors: tuple[str, ...] | None = None

    @property
    def title_key(self) -> str:
        return key_of_name(self.values["title"])

    @property
    def place(self) -> tuple[str | None, str]:
        """County and address in one spelling; empty where the row does not say."""
        return self.values.get("region_id"), key_of_name(self.values.get("address", ""))


@dataclass(frozen=True)
class Outcome:
    """What becomes of one wanted row; `reason` says why it is refused, or left alone."""

    kind: RowOutcome
    reason: str = ""
