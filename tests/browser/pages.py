"""Every public page, as addresses found by walking the site the way a visitor does."""

import re

from playwright.sync_api import Page

# Width in pixels and colour scheme, as pages are looked at.
VIEWS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]

FIXED = {
    "home": "/",
    "posting_list": "/postings/",
    "posting_list_none_found": "/postings/?region=110112&fair=veterans-2024&industry=FUT2",
    "posting_list_bad_value": "/postings/?region=nowhere",
    "fair_list": "/fairs/",
    "fair_detail": "/fairs/veterans-2024/",
    "fair_without_venues": "/fairs/talent-2024/",
    "fair_employers": "/fairs/veterans-2024/employers/",
    "veterans_home": "/veterans/",
    "dependents_home": "/dependents/",
    "about": "/about/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "offline": "/offline/",
    "not_found": "/no-such-page/",
}

# Name of a page to (where a link to it stands, what its address looks like).
LINKED = {
    "venue_detail": ("/fairs/veterans-2024/", r"/fairs/veterans-2024/venues/\d+/"),
    "employer_detail": ("/fairs/veterans-2024/employers/", r"/employers/\d+/"),
    "posting_detail": ("/postings/", r"/postings/\d+/"),
}

NAMES = [*FIXED, *LINKED]


def address(name: str, page: Page, site: str) -> str:
    """The full address of a page; the linked ones are looked up where a visitor finds them."""
    if name in FIXED:
        return site + FIXED[name]
    start, pattern = LINKED[name]
    html = page.request.get(site + start).text()
    found = re.search(f'href="({pattern})"', html)
    assert found, f"{start} links to no {name}"
    return site + found.group(1)
