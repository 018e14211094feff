"""What a reader sees of a page: its text and the rows of its tables."""

import re


def text_of(response):
    """The page as a reader sees it: no tags, single blanks."""
    html = re.sub(r"<(svg|head).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def rows_of(response):
    """Every row of every table, as lists of texts."""
    html = response.content.decode()
    rows = re.findall(r"<tr.*?</tr>", html, flags=re.DOTALL)
    return [
        [
            re.sub(r"<[^>]+>", "", cell).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]
