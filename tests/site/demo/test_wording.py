"""Duties by code: no two codes read the same, and there are enough of them for any scale."""

import pytest

from tongwulang.site.demo.catalogue import load_catalogue
from tongwulang.site.demo.postings import TEXTS_PER_EMPLOYER
from tongwulang.site.demo.wording import duties_text, space

ARCHETYPES = load_catalogue().archetypes


@pytest.mark.parametrize("archetype", ARCHETYPES, ids=lambda archetype: archetype.key)
def test_every_archetype_has_texts_for_more_than_a_million_posts(archetype):
    # A million posts are 40,000 employers of 25; each reserves 64 codes.
    assert space(archetype) >= 60_000 * TEXTS_PER_EMPLOYER


@pytest.mark.parametrize("archetype", ARCHETYPES[::7], ids=lambda archetype: archetype.key)
def test_codes_in_a_row_all_read_differently(archetype):
    texts = {duties_text(archetype, code) for code in range(3000)}
    assert len(texts) == 3000


def test_one_archetype_over_many_employers_never_repeats():
    archetype = ARCHETYPES[0]
    codes = range(0, 200_000 * TEXTS_PER_EMPLOYER, TEXTS_PER_EMPLOYER)
    assert len({hash(duties_text(archetype, code)) for code in codes}) == 200_000


def test_the_last_code_is_the_last():
    archetype = ARCHETYPES[0]
    assert duties_text(archetype, space(archetype) - 1)
    with pytest.raises(ValueError, match="has only"):
        duties_text(archetype, space(archetype))


def test_text_is_numbered_and_filled():
    lines = duties_text(ARCHETYPES[0], 12345).splitlines()
    assert [line[:3] for line in lines] == [f"{place}. " for place in range(1, 7)]
    assert all(line.endswith("。") and "{" not in line for line in lines)
