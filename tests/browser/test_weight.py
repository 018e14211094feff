"""What a phone on bad 4G has to fetch, compressed, as the production server sends it."""

import gzip
import re
import urllib.error
import urllib.request

import pytest

from tests.browser.pages import NAMES, address

FIRST_VISIT = 70 * 1024
AFTERWARDS = 15 * 1024


def fetched(url):
    """Bytes on the wire, and the text."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = error
    body = answer.read()
    zipped = answer.headers.get("Content-Encoding") == "gzip"
    return len(body), (gzip.decompress(body) if zipped else body).decode()


@pytest.mark.parametrize("name", NAMES)
def test_page_is_light(page, site, name):
    html_bytes, html = fetched(address(name, page, site))
    parts = re.findall(r'<(?:link rel="stylesheet" href|script[^>]* src)="([^"]+)"', html)
    assert parts, "the page names its style sheet in a form that this test does not know"
    part_bytes = sum(fetched(site + part)[0] for part in parts)

    assert html_bytes <= AFTERWARDS
    assert html_bytes + part_bytes <= FIRST_VISIT


def test_static_files_are_hashed_and_kept_for_long(page, site):
    _, html = fetched(site + "/")
    sheet = re.search(r'<link rel="stylesheet" href="([^"]+)"', html).group(1)

    assert re.search(r"\.[0-9a-f]{12}\.css$", sheet)
    with urllib.request.urlopen(site + sheet) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
