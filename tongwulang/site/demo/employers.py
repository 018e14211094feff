"""What a demo employer is: pure, from its slot in the layout alone."""

import random
from dataclasses import dataclass

from tongwulang.accounts.choices import OrganizationKind
from tongwulang.site.demo.catalogue import Catalogue, County, load_catalogue
from tongwulang.site.demo.credit_codes import demo_uscc
from tongwulang.site.demo.dice import dice, weighted
from tongwulang.site.demo.layout import VETERANS, Slot

# The veterans' fair is hosted by both bureaus of each place; this share came through theirs.
_VETERANS_BUREAU_SHARE = 0.33
# Nobody recruits more than this share of the people that an employer of its size may have.
_RECRUITED_SHARE = 0.3
_LEAST_PER_POSTING = 2


@dataclass(frozen=True)
class EmployerContent:
    """An employer's values, and whose bureau answers for it: the place and the kind of bureau."""

    slot: Slot
    county: County
    place: str
    bureau_kind: OrganizationKind
    name: str
    uscc: str
    nature: str
    size: str
    industry: str
    introduction: str

    @property
    def most_per_posting(self) -> int:
        """How many people each of its posts may ask for, so that all together fit its size."""
        return _most_per_posting(self.size, self.slot)

    @property
    def has_draft(self) -> bool:
        """One in nine has a post that still lacks what the law requires."""
        return self.slot.number % 9 == 4

    @property
    def has_revision(self) -> bool:
        """One in thirty has proposed an edit of its first post."""
        return self.slot.number % 30 == 7


def build_employer(slot: Slot) -> EmployerContent:
    """The employer of this slot; its name is of a form that no company has."""
    catalogue = load_catalogue()
    stream = dice("employer", slot.number)
    county = catalogue.counties[weighted(stream, _county_weights(catalogue, slot.fair))]
    nature = weighted(stream, slot.field.natures)
    return EmployerContent(
        slot=slot,
        county=county,
        place=catalogue.inviting_place(county),
        bureau_kind=_bureau_kind(slot),
        name=f"演示单位（{slot.field.label}）第 {slot.number:03d} 号",
        uscc=demo_uscc(slot.number, county.code, nature),
        nature=nature,
        size=_size(slot, catalogue.sizes, stream),
        industry=stream.choice(slot.field.industries),
        introduction=stream.choice(catalogue.introductions).format(label=slot.field.label),
    )


def _bureau_kind(slot: Slot) -> OrganizationKind:
    is_theirs = dice("bureau", slot.number).random() < _VETERANS_BUREAU_SHARE
    if slot.fair == VETERANS and is_theirs:
        return OrganizationKind.VETERANS_AFFAIRS
    return OrganizationKind.HUMAN_RESOURCES


def _county_weights(catalogue: Catalogue, fair: str | None) -> dict[str, float]:
    """The talent fair has employers of the three places only, the veterans' of all 京津冀."""
    weights = {
        county.code: county.talent if fair != VETERANS else county.veterans
        for county in catalogue.counties.values()
    }
    return {code: weight for code, weight in weights.items() if weight}


def _size(slot: Slot, sizes: dict[str, float], stream: random.Random) -> str:
    """Large enough that its posts may take two people each, or more."""
    return weighted(
        stream,
        {
            size: weight
            for size, weight in sizes.items()
            if _most_per_posting(size, slot) >= _LEAST_PER_POSTING
        },
    )


def _most_per_posting(size: str, slot: Slot) -> int:
    largest = int(size.split("-")[1])
    return int(largest * _RECRUITED_SHARE) // slot.postings
