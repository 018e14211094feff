"""Links and forms that lead to another page of the same list. In Python, for templates take long
and a list has many of them."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote_plus

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Where in the list one stands, which nothing that leads to another list keeps.
POSITIONS = ("page", "after")


def kept_pairs(params: QueryDict, *without: str) -> Iterator[tuple[str, str]]:
    """What a query string says, its position and these names apart."""
    for name, values in params.lists():
        if name not in POSITIONS and name not in without:
            for value in values:
                yield name, value


@lru_cache(maxsize=5_000)
def encoded(name: str, value: Any) -> str:
    """As a query string has them."""
    return f"{quote_plus(name)}={quote_plus(str(value))}"


@register.simple_tag
def kept_inputs(params: QueryDict, *without: str) -> SafeString:
    """Hidden inputs by which a form keeps what is asked for, these names apart."""
    made = (
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in kept_pairs(params, *without)
    )
    return mark_safe("".join(made))  # noqa: S308 - escaped above


@register.simple_tag(takes_context=True)
def page_links(context: Any) -> SafeString:
    """Links to the other pages: of `page`, whose `numbers` are shown, and of what begins after
    `next_after`. The filters stay."""
    page, after = context.get("page"), context.get("next_after")
    links = _PageLinks(context["request"].GET)
    found = []
    if not page:
        found.append(links.to("", 'class="step"', "回到第 1 页"))
    else:
        found += links.numbered(page, context["numbers"])
    if after:
        found.append(links.to(encoded("after", after), 'class="step" rel="next"', "下一页"))
    return mark_safe("".join(found))  # noqa: S308 - escaped there


class _PageLinks:
    def __init__(self, params: QueryDict) -> None:
        self.kept = "&".join(encoded(name, value) for name, value in kept_pairs(params))

    def to(self, own: str, attributes: str, label: Any) -> str:
        """A link to the page that `own` adds to the query string."""
        query = escape("&".join(part for part in (self.kept, own) if part))
        return f'<a {attributes} href="?{query}">{label}</a>'

    def numbered(self, page: Page[Any], numbers: list[int | str]) -> Iterator[str]:
        if page.has_previous():
            previous = encoded("page", page.previous_page_number())
            yield self.to(previous, 'class="step" rel="prev"', "上一页")
        for number in numbers:
            if not isinstance(number, int):
                yield '<span aria-hidden="true">…</span>'
                continue
            present = ' aria-current="page"' if number == page.number else ""
            said = f'aria-label="第 {number} 页"{present}'
            yield self.to(encoded("page", number), said, number)
        if page.has_next():
            following = encoded("page", page.next_page_number())
            yield self.to(following, 'class="step" rel="next"', "下一页")
