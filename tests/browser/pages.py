"""Every public page, as addresses found by walking the site the way a visitor does."""

import re
from typing import NamedTuple

from playwright.sync_api import Page


class View(NamedTuple):
    """How pages are looked at: width in pixels, colour scheme, size of type."""

    width: int
    scheme: str
    size: str = "normal"

    def __str__(self) -> str:
        return "-".join(map(str, self))


PHONE = [View(360, "light"), View(360, "dark")]
LARGE = View(360, "light", "large")
VIEWS = [*PHONE, View(1280, "light"), View(1280, "dark")]
MORE_VIEWS = [LARGE, View(768, "light")]

FIXED = {
    "home": "/",
    "posting_list": "/postings/",
    "posting_list_searched": "/postings/?q=%E6%95%B0%E6%8E%A7%E8%BD%A6%E5%BA%8A",  # 数控车床
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
    "login": "/account/login/",
    "email_login": "/account/login/email/",
    "email_signup": "/account/signup/email/",
    "password_reset": "/account/password/reset/",
    "notice": "/account/notices/privacy/1/",
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
NOT_FOUND = ("not_found",)
# One page of each kind, for the views in which not every page is looked at.
KINDS = [
    "home",
    "posting_list",
    "fair_detail",
    "venue_detail",
    "posting_detail",
    "veterans_home",
    "privacy",
]


def address(name: str, page: Page, site: str) -> str:
    """The full address of a page; the linked ones are looked up where a visitor finds them."""
    if name in FIXED:
        return site + FIXED[name]
    start, pattern = LINKED[name]
    html = page.request.get(site + start).text()
    found = re.search(f'href="({pattern})"', html)
    assert found, f"{start} links to no {name}"
    return site + found.group(1)
