"""What leads on keeps what is asked for, and escapes it."""

import re

import pytest
from django.http import QueryDict

from jobs.templatetags.links import kept_inputs, kept_pairs
from tests.factories import PostingFactory

SENT = QueryDict("q=a%26b&region=131000&region=110112&page=3&after=1-2&x=%22%3E%3Cb%3E")


def test_position_is_not_kept():
    assert list(kept_pairs(SENT, "x")) == [
        ("q", "a&b"),
        ("region", "131000"),
        ("region", "110112"),
    ]


def test_inputs_are_escaped():
    assert kept_inputs(SENT, "q", "region") == (
        '<input type="hidden" name="x" value="&quot;&gt;&lt;b&gt;">'
    )


@pytest.mark.django_db
def test_links_to_pages_keep_the_filters_and_escape_them(client):
    PostingFactory.create_batch(60)
    html = client.get("/postings/?sort=pay&x=%22%3E%3Cb%3E&page=2").content.decode()
    (nav,) = re.findall(r'<nav class="pages".*?</nav>', html, re.DOTALL)

    kept = "?sort=pay&amp;x=%22%3E%3Cb%3E&amp;page="
    assert re.findall(r'href="([^"]*)"', nav) == [kept + str(page) for page in (1, 1, 2, 3, 3)]
    assert re.findall(r"<a ([^>]*?) href", nav) == [
        'class="step" rel="prev"',
        'aria-label="第 1 页"',
        'aria-label="第 2 页" aria-current="page"',
        'aria-label="第 3 页"',
        'class="step" rel="next"',
    ]
