"""Matches are marked in the text as it was written, and nothing in it becomes HTML."""

import pytest

from jobs.search.highlight import excerpt, marked, spans
from jobs.search.query import parse


@pytest.mark.parametrize(
    ("text", "typed", "html"),
    [
        ("招聘电焊工两名", "焊工", "招聘<mark>电焊工</mark>两名"),
        ("Ｊａｖａ开发", "java", "<mark>Ｊａｖａ开发</mark>"),
        ("精通Javascript", "c++", "精通Javascript"),
        ("会 计（全盘）", "会计", "<mark>会 计</mark>（全盘）"),
        ("<b>焊工</b>&", "焊工", "&lt;b&gt;<mark>焊工</mark>&lt;/b&gt;&amp;"),
        ("熟悉C++、C#", "c++", "熟悉<mark>C++</mark>、C#"),
        ("无", "焊工", "无"),
    ],
)
def test_marked_text(text, typed, html):
    assert marked(text, parse(typed)) == html


def test_a_latin_word_is_not_marked_inside_another():
    assert spans("javascript", parse('"java"')) == []


def test_spans_do_not_overlap():
    assert spans("数控车床", parse('"数控" "控车"')) == [(0, 3)]


def test_an_excerpt_holds_the_first_match():
    text = "甲" * 100 + "焊工" + "乙" * 100
    cut = excerpt(text, parse("焊工"), 40)
    assert "焊工" in cut
    assert len(cut) == 42


def test_a_short_text_is_its_own_excerpt():
    assert excerpt("焊工", parse("焊工"), 40) == "焊工"
