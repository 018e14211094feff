"""Bitmaps count what sets would; no database."""

from hypothesis import given
from hypothesis import strategies as st

from jobs.search.bitmaps import bitmaps_of

FACTS = ("place", "marks")
rows_of = st.dictionaries(
    st.integers(1, 500),
    st.tuples(st.sampled_from("abc"), st.frozensets(st.sampled_from("xyz"))),
    max_size=60,
)


def bitmaps(rows):
    return bitmaps_of(FACTS, ((pk, ((place,), marks)) for pk, (place, marks) in rows.items()))


def those(rows, place):
    return {pk for pk, (own, _marks) in rows.items() if own == place}


@given(rows_of)
def test_counts_are_those_of_the_rows(rows):
    known = bitmaps(rows)
    among = known.any_of("place", ["a", "b"])

    assert among.bit_count() == len(those(rows, "a") | those(rows, "b"))
    for mark in "xyz":
        marked = {pk for pk, (place, marks) in rows.items() if mark in marks and place != "c"}
        assert known.counts("marks", among).get(mark, 0) == len(marked)


@given(rows_of, rows_of)
def test_replacing_is_as_if_read_anew(before, changed):
    known = bitmaps(before).replacing(
        FACTS, changed, ((pk, ((place,), marks)) for pk, (place, marks) in changed.items())
    )

    after = before | changed
    for place in "abc":
        assert known.any_of("place", [place]) == known.of_ids(those(after, place))


@given(rows_of)
def test_row_that_is_taken_out_is_counted_nowhere(rows):
    known = bitmaps(rows).replacing(FACTS, rows, ())

    assert known.where("place", lambda place: True) == 0


def test_told_fact_waits_for_rows_that_come_later():
    known = bitmaps({1: ("a", frozenset())}).with_fact("fair", {7: [1, 2]})
    later = known.replacing(FACTS, [2], [(2, (("a",), ()))])

    assert later.counts("fair", later.any_of("place", "a")) == {7: 2}


def test_unknown_ids_are_left_out():
    assert bitmaps({}).of_ids([1, 2]) == 0
