"""Which demo employers there are at a given scale, at which fair, in which field, how large."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tongwulang.site.demo.catalogue import Field, load_catalogue
from tongwulang.site.demo.dice import dice, weighted

TALENT = "talent-2024"
VETERANS = "veterans-2024"


@dataclass(frozen=True)
class FairPlan:
    """A fair as the reports count it: employers, posts, and the smallest and largest stand."""

    slug: str
    quota: str
    first_number: int
    employers: int
    postings: int
    smallest: int
    largest: int


# Reported: 200 employers with 5,000+ posts, 173 with 3,100+ (seeds/fairs.json).
FAIRS = (
    FairPlan(TALENT, "talent", 1, 200, 5060, 8, 45),
    FairPlan(VETERANS, "veterans", 201, 173, 3104, 6, 32),
)
DEFAULT_POSTINGS = sum(fair.postings for fair in FAIRS)
_FIRST_OUTSIDE = 1 + sum(fair.employers for fair in FAIRS)


@dataclass(frozen=True)
class Slot:
    """A place in the layout: employer `number`, its fair (None outside fairs), field and size."""

    number: int
    fair: str | None
    field: Field
    postings: int


def sizes_that_sum(key: str, count: int, total: int, low: int, high: int) -> list[int]:
    """`count` numbers from `low` to `high` that add up to `total`; ValueError if they cannot."""
    if not low * count <= total <= high * count:
        raise ValueError(f"{count} numbers from {low} to {high} cannot add up to {total}")
    stream = dice("sizes", key)
    sizes = [stream.randint(low, high) for _ in range(count)]
    step = 1 if sum(sizes) < total else -1
    place = 0
    while sum(sizes) != total:
        if low <= sizes[place % count] + step <= high:
            sizes[place % count] += step
        place += 1
    return sizes


@lru_cache
def fair_slots(plan: FairPlan) -> tuple[Slot, ...]:
    """Every employer of a fair, in exactly the reported number and mix of fields."""
    fields = [field for field in load_catalogue().fields for _ in range(getattr(field, plan.quota))]
    dice("fields", plan.slug).shuffle(fields)
    sizes = sizes_that_sum(plan.slug, plan.employers, plan.postings, plan.smallest, plan.largest)
    return tuple(
        Slot(plan.first_number + place, plan.slug, field, size)
        for place, (field, size) in enumerate(zip(fields, sizes, strict=True))
    )


def _outside_slots() -> Iterator[Slot]:
    """Employers beyond the fairs, without end."""
    fields = {field.key: field for field in load_catalogue().fields}
    weights = {field.key: field.weight for field in fields.values()}
    number = _FIRST_OUTSIDE
    while True:
        stream = dice("outside", number)
        field = fields[weighted(stream, weights)]
        yield Slot(number, None, field, stream.randint(10, 40))
        number += 1


def _until(slots: Iterator[Slot], postings: int) -> Iterator[Slot]:
    """Whole employers until their posts reach that many."""
    reached = 0
    while reached < postings:
        slot = next(slots)
        reached += slot.postings
        yield slot


def plan_slots(postings: int) -> Iterator[Slot]:
    """The employers of a scale, each whole, so that their posts number at least `postings`.

    Below the default both fairs shrink alike; above it, employers outside the fairs are added.
    An employer is the same at every scale.
    """
    for plan in FAIRS:
        share = -(-plan.postings * min(postings, DEFAULT_POSTINGS) // DEFAULT_POSTINGS)
        yield from _until(iter(fair_slots(plan)), share)
    yield from _until(_outside_slots(), postings - DEFAULT_POSTINGS)


def chunks_of(slots: Iterator[Slot], size: int) -> Iterator[list[Slot]]:
    """The slots in lists of `size`, the last one shorter."""
    while chunk := list(islice(slots, size)):
        yield chunk
