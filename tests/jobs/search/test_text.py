"""How a text becomes units, stream tokens and terms."""

import pytest

from jobs.search.terms import terms
from jobs.search.text import normalise, normalise_document, phrase, pieces, stream, units


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Ｊａｖａ工程师", "java工程师"),
        ("ＣＮＣ", "cnc"),
        ("五险\u200b一金", "五险一金"),
        ("㈱", "(株)"),
        ("Ｃ＋＋", "c++"),
    ],
)
def test_width_case_and_invisible_characters_are_one_spelling(typed, plain):
    assert normalise(typed) == plain


def test_blanks_inside_a_document_s_words_go():
    assert normalise_document("招 聘 焊\u3000工 Java 开发") == "招聘焊工 java 开发"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("java工程师", ["java", "工", "程", "师"]),
        ("c++/c#/.net", ["c++", "c#", ".net"]),
        ("asp.net", ["asp", ".net"]),
        ("c++11", ["c++", "11"]),
        ("java8", ["java", "8"]),
        ("h5和4s店", ["h5", "和", "4s", "店"]),
        ("node.js", ["node", "js"]),
        ("𠮷野家", ["𠮷", "野", "家"]),
    ],
)
def test_names_of_techniques_stay_one_unit(text, found):
    assert units(text) == found


def test_every_place_of_a_text_has_one_token():
    assert stream("会计师java") == ["会计", "计师", "师", "java"]


def test_neighbouring_tokens_stop_at_punctuation():
    assert stream("焊工、电工") == ["焊工", "工", "电工", "工"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("会计", ("会计",)),
        ("会计师", ("会计", "计师")),
        ("铣", ("铣",)),
        ("会计java", ("会计", "计", "java")),
        ("java工程师", ("java", "工程", "程师")),
    ],
)
def test_a_phrase_may_stand_anywhere_in_a_run(text, tokens):
    assert phrase(text) == tokens


def test_single_characters_in_a_row_are_one_piece():
    assert list(pieces("焊 工 通州 Java")) == ["焊工", "通州", "Java"]


def test_titles_are_compared_by_characters_bigrams_and_words():
    assert terms("数控车床", is_title=True).keys() >= {"数", "数控", "控车", "数控车床"}
    assert "数" not in terms("数控车床")
