"""Which employers there are at which scale: both fairs exactly, and the same ones at any scale."""

from collections import Counter
from itertools import islice

import pytest

from tongwulang.site.demo.layout import (
    FAIRS,
    TALENT,
    VETERANS,
    chunks_of,
    fair_slots,
    plan_slots,
    sizes_that_sum,
)
from tongwulang.site.demo.postings import DRAFT

TALENT_PLAN, VETERANS_PLAN = FAIRS


def test_default_fills_both_fairs_and_nothing_else():
    slots = list(plan_slots(8164))
    assert Counter(slot.fair for slot in slots) == {TALENT: 200, VETERANS: 173}
    postings = Counter()
    for slot in slots:
        postings[slot.fair] += slot.postings
    assert postings == {TALENT: 5060, VETERANS: 3104}
    assert [slot.number for slot in slots] == list(range(1, 374))


def test_talent_fair_is_mostly_of_the_three_reported_fields():
    slots = fair_slots(TALENT_PLAN)
    by_field = Counter()
    for slot in slots:
        by_field[slot.field.emerging] += slot.postings
    reported = by_field["SEI1"] + by_field["SEI2"] + by_field["SEI4"]
    assert reported >= 0.85 * 5060
    assert min(by_field["SEI1"], by_field["SEI2"], by_field["SEI4"]) >= 0.2 * 5060


@pytest.mark.parametrize("postings", [1, 100, 1000, 4000, 8163])
def test_smaller_scale_keeps_both_fairs_with_whole_employers(postings: int):
    slots = list(plan_slots(postings))
    assert {slot.fair for slot in slots} == {TALENT, VETERANS}
    default = list(plan_slots(8164))
    assert [slot for slot in slots if slot not in default] == []
    reached = sum(slot.postings for slot in slots)
    assert postings <= reached < postings + 2 * 45


@pytest.mark.parametrize("postings", [8165, 20_000])
def test_larger_scale_adds_employers_outside_the_fairs(postings: int):
    slots = list(plan_slots(postings))
    assert slots[:373] == list(plan_slots(8164))
    assert {slot.fair for slot in slots[373:]} == {None}
    assert postings <= sum(slot.postings for slot in slots) < postings + 40


def test_no_employer_has_more_posts_than_it_has_texts():
    assert max(slot.postings for slot in plan_slots(50_000)) < DRAFT


def test_sizes_add_up_and_stay_within_bounds():
    sizes = sizes_that_sum("any", 50, 611, 3, 20)
    assert (len(sizes), sum(sizes)) == (50, 611)
    assert min(sizes) >= 3
    assert max(sizes) <= 20


def test_sizes_that_cannot_add_up_are_refused():
    with pytest.raises(ValueError, match="cannot add up to 100"):
        sizes_that_sum("any", 3, 100, 1, 20)


def test_a_million_posts_are_planned_lazily():
    assert len(list(islice(plan_slots(1_000_000), 400))) == 400


def test_chunks_hold_everything_in_order():
    slots = list(plan_slots(2000))
    chunks = list(chunks_of(iter(slots), 7))
    assert [slot for chunk in chunks for slot in chunk] == slots
    assert {len(chunk) for chunk in chunks[:-1]} == {7}
