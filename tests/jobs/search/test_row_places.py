"""Places by id are kept as a dictionary would; no database."""

from hypothesis import given
from hypothesis import strategies as st

from jobs.search.row_places import NOWHERE, RowPlaces

# Neighbours, and ids far from all others.
ids = st.integers(1, 50) | st.integers(1, 2**63 - 1)
places_of = st.dictionaries(ids, st.integers(0, 2**31), max_size=40)


def row_places(known):
    found = RowPlaces()
    for pk, place in known.items():
        found[pk] = place
    return found


@given(places_of, st.lists(ids, max_size=40))
def test_every_id_has_the_place_it_was_given_and_no_other_has_any(known, asked):
    found = row_places(known)

    assert [found[pk] for pk in asked] == [known.get(pk, NOWHERE) for pk in asked]
    assert [pk in found for pk in asked] == [pk in known for pk in asked]
    assert [*found.of([*known, *asked])] == [known[pk] for pk in [*known, *asked] if pk in known]


@given(places_of, places_of)
def test_copy_goes_its_own_way(known, changed):
    first = row_places(known)
    second = first.copy()
    for pk, place in changed.items():
        second[pk] = place

    assert [first[pk] for pk in known | changed] == [
        known.get(pk, NOWHERE) for pk in known | changed
    ]
    assert [second[pk] for pk in known | changed] == [*(known | changed).values()]
