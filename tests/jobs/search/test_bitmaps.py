"""Bitmaps count and order what sets and sorting would; no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.search import values_in_order
from jobs.search.bitmaps import Row, bitmaps_of

FACTS = ("place", "pay", "marks")
# By id: the moment of publishing, a place, a pay and marks; several have the same moment.
rows_of = st.dictionaries(
    st.integers(1, 500),
    st.tuples(
        st.integers(0, 20),
        st.sampled_from("abc"),
        st.integers(0, 3),
        st.frozensets(st.sampled_from("xyz")),
    ),
    max_size=60,
)


rows_with_many_pays = st.dictionaries(
    st.integers(1, 500),
    st.tuples(st.integers(0, 5), st.sampled_from("aab"), st.integers(0, 9), st.just(frozenset())),
    max_size=60,
)


def rows_from(posts):
    return sorted(
        Row(moment, pk, (place, pay, tuple(marks)))
        for pk, (moment, place, pay, marks) in posts.items()
    )


def bitmaps(posts):
    return bitmaps_of(FACTS, rows_from(posts))


def those(posts, place):
    return {pk for pk, (_moment, own, _pay, _marks) in posts.items() if own == place}


def newest(posts):
    return sorted(((moment, pk) for pk, (moment, *_) in posts.items()), reverse=True)


def best_paid(posts):
    return sorted(((pay, moment, pk) for pk, (moment, _, pay, _) in posts.items()), reverse=True)


def is_behind_lowest(row, place):
    """Lowest pay first; of equals the newest first."""
    return (row[0], -row[1], -row[2]) > (place[0], -place[1], -place[2])


def worst_paid(posts):
    return sorted(best_paid(posts), key=lambda row: (row[0], -row[1], -row[2]))


@given(rows_of)
def test_counts_are_those_of_the_rows(posts):
    known = bitmaps(posts)
    among = known.any_of("place", ["a", "b"])

    assert len(among) == len(those(posts, "a") | those(posts, "b"))
    for mark in "xyz":
        marked = {
            pk for pk, (_, place, _, marks) in posts.items() if mark in marks and place != "c"
        }
        assert known.counts("marks", among).get(mark, 0) == len(marked)


@given(rows_of, st.integers(0, 60), st.integers(1, 30))
def test_pages_are_those_of_a_sorted_list(posts, start, size):
    known = bitmaps(posts)
    chosen = {pk: posts[pk] for pk in those(posts, "a") | those(posts, "b")}
    among = known.any_of("place", ["a", "b"])
    stop = start + size

    assert known.newest(among, start, stop) == newest(chosen)[start:stop]
    assert known.highest("pay", among, start, stop) == best_paid(chosen)[start:stop]
    assert known.lowest("pay", among, start, stop) == worst_paid(chosen)[start:stop]


@pytest.mark.parametrize("most_gathered", [-1, 10_000], ids=["walked", "gathered"])
def test_pages_by_a_rare_value_are_those_of_a_sorted_list(monkeypatch, most_gathered):
    monkeypatch.setattr(values_in_order, "NEIGHBOURS", 2)
    monkeypatch.setattr(values_in_order, "MOST_GATHERED", most_gathered)

    @given(rows_with_many_pays, st.integers(0, 40), st.integers(1, 30))
    def compare(posts, start, size):
        known = bitmaps(posts)
        chosen = {pk: posts[pk] for pk in those(posts, "b")}
        among = known.any_of("place", ["b"])
        high, low = best_paid(chosen), worst_paid(chosen)

        assert known.highest("pay", among, start, start + size) == high[start : start + size]
        assert known.lowest("pay", among, start, start + size) == low[start : start + size]
        # Behind every row, whether it is a chosen one or not.
        for place in best_paid(posts):
            behind = [row for row in high if row < place]
            assert known.highest("pay", among, 0, size, place) == behind[:size]
            behind = [row for row in low if is_behind_lowest(row, place)]
            assert known.lowest("pay", among, 0, size, place) == behind[:size]

    compare()


@given(rows_with_many_pays, st.sets(st.integers(1, 500)), st.integers(1, 4))
def test_most_common_values_are_those_that_sorting_would_put_first(posts, chosen, most):
    known = bitmaps(posts)
    among = known.of_ids(chosen)

    counts = known.counts("pay", among)
    in_order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    assert [*known.most_common("pay", among, most).items()] == in_order[:most]


def test_having_no_value_is_not_common():
    known = bitmaps_of(("place",), [Row(1, 1, (None,)), Row(2, 2, (None,)), Row(3, 3, ("a",))])

    assert known.most_common("place", known.of_ids([1, 2, 3]), 5) == {"a": 1}


@given(rows_of, st.integers(-1, 4))
def test_bounds_take_in_the_value_itself(posts, bound):
    known = bitmaps(posts)
    pays = {pk: pay for pk, (_moment, _place, pay, _marks) in posts.items()}

    high = known.of_ids(pk for pk, pay in pays.items() if pay >= bound)
    low = known.of_ids(pk for pk, pay in pays.items() if pay <= bound)
    assert known.at_least("pay", bound) == high
    assert known.at_most("pay", bound) == low
    # Asked for again, and after a change.
    assert known.at_least("pay", bound) == high
    assert not known.replacing(FACTS, posts, ()).at_least("pay", bound)


@given(rows_of, rows_of, st.integers(1, 30))
def test_pages_go_on_behind_any_row_whether_it_is_listed_or_not(posts, others, size):
    known = bitmaps(posts)
    everything = known.at_least("place", "a")
    for place in newest(posts | others):
        behind = [row for row in newest(posts) if row < place]
        assert known.newest(everything, 0, size, place) == behind[:size]
    for place in best_paid(posts | others):
        behind = [row for row in best_paid(posts) if row < place]
        assert known.highest("pay", everything, 0, size, place) == behind[:size]
        behind = [row for row in worst_paid(posts) if is_behind_lowest(row, place)]
        assert known.lowest("pay", everything, 0, size, place) == behind[:size]


@given(rows_of, rows_of, rows_of)
def test_replacing_is_as_if_read_anew(before, changed, again):
    known, after = bitmaps(before), before
    for step in (changed, again):
        known = known.replacing(FACTS, step, rows_from(step))
        after = after | step
        everything = known.at_least("place", "a")
        for place in "abc":
            assert known.any_of("place", [place]) == known.of_ids(those(after, place))
        assert known.newest(everything, 0, 200) == newest(after)
        assert known.highest("pay", everything, 0, 200) == best_paid(after)


@given(rows_of, rows_of)
def test_who_holds_an_older_copy_sees_it_unchanged(before, changed):
    known = bitmaps(before)
    everything = known.at_least("place", "a")
    known.replacing(FACTS, changed, rows_from(changed))

    assert known.newest(everything, 0, 200) == newest(before)
    for place in "abc":
        assert known.any_of("place", [place]) == known.of_ids(those(before, place))


@given(rows_of)
def test_row_that_is_taken_out_is_counted_nowhere(posts):
    known = bitmaps(posts).replacing(FACTS, posts, ())

    assert not known.at_least("place", "a")


@given(rows_of)
def test_fact_that_is_told_anew_leaves_the_others(posts):
    known = bitmaps(posts).with_fact("marks", {7: those(posts, "a") | {1_000}})
    everything = known.at_least("place", "a")

    assert known.counts("marks", everything).get(7, 0) == len(those(posts, "a"))
    assert known.newest(everything, 0, 200) == newest(posts)


def test_rows_that_are_read_out_of_order_are_refused():
    rows = [Row(2, 1, ("a", 0, ())), Row(1, 2, ("a", 0, ()))]

    with pytest.raises(ValueError, match="2 is older than 1"):
        bitmaps_of(FACTS, rows)


def test_unknown_ids_are_left_out():
    assert not bitmaps({}).of_ids([1, 2])
