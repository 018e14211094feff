"""What is understood of what a seeker types."""

import pytest

from jobs.search import synonyms
from jobs.search.query import Group, parse


def words(typed):
    """The words of each clause."""
    return [[group.word for group in clause] for clause in parse(typed).clauses]


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("招聘 会计", [["会计"]]),
        ("会计/出纳", [["会计"], ["出纳"]]),
        ("通州 会计、出纳", [["通州", "会计"], ["通州", "出纳"]]),
        ("Ｃ＋＋ 招聘", [["c++"]]),
        ("焊 工", [["焊工"]]),
        ("五险一金", [["五险一金"]]),
        ("铣", [["铣"]]),
        ("招聘", [["招聘"]]),
        ("数控 车床", [["数控", "车床"]]),
    ],
)
def test_words_alternatives_and_noise(typed, clauses):
    assert words(typed) == clauses


@pytest.mark.parametrize("typed", ["", "   ", "“”", '""', "!?、/", "\x00"])
def test_nothing_to_search_is_falsy(typed):
    assert not parse(typed)


@pytest.mark.parametrize("typed", ['"数控车床"', "“数控车床”", "「数控车床」"])
def test_a_phrase_has_no_synonyms_and_is_not_cut(typed):
    (group,) = parse(typed).groups
    assert (group.word, group.alternatives, group.is_phrase) == ("数控车床", (), True)


def test_a_phrase_is_kept_when_the_rest_is_relaxed():
    relaxed = parse('"数控车床" 通州 武清').relaxed()
    assert all(clause[0].word == "数控车床" for clause in relaxed.clauses)
    assert {clause[1].word for clause in relaxed.clauses} == {"通州", "武清"}


def test_words_bring_their_synonyms():
    (group,) = parse("HR").groups
    assert {"人事", "人力资源"} <= set(group.alternatives)


def test_what_holds_another_phrase_is_not_asked_for_beside_it():
    group = Group("焊工", ("电焊工", "焊接技工", "焊工"))

    assert group.sequences == (("焊工",), ("焊接", "接技", "技工"))
    assert {*group.names} == {"焊工", "焊接技工"}


def test_a_broader_word_finds_narrower_ones_and_not_the_other_way_round():
    assert "叉车司机" in synonyms.of("司机")
    assert "司机" not in synonyms.of("叉车司机")


def test_there_are_at_least_300_groups():
    assert len(synonyms.groups()) >= 300


def test_synonyms_can_be_left_out():
    assert parse("HR", with_synonyms=False).groups[0].alternatives == ()


def test_a_very_long_query_is_cut():
    query = parse("焊工/电工/钳工 " * 500)
    assert len(query.clauses) <= 8
    assert all(len(clause) <= 10 for clause in query.clauses)
