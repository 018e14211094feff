"""What a page says of itself to machines: its facts, its address, its feed."""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from jobs import structured_data
from jobs.filters import PostingFilterSet
from jobs.models import Fair, Posting

register = template.Library()

# As in Django's json_script: no text of a post ends the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def site_address(context: dict[str, Any]) -> str:
    """https://host, without a slash."""
    request: HttpRequest = context["request"]
    return f"{request.scheme}://{request.get_host()}"


@register.simple_tag(takes_context=True)
def feed_address(context: dict[str, Any]) -> str:
    """The feed of what the list of posts shows: the same filters, without page and order."""
    given: QueryDict = context["request"].GET
    asked = [(name, str(given[name])) for name in PostingFilterSet.base_filters if name in given]
    filters = [(name, value) for name, value in asked if value]
    return reverse("api:postings_feed") + (f"?{urlencode(filters)}" if filters else "")


@register.simple_tag(takes_context=True)
def posting_data(context: dict[str, Any], posting: Posting) -> SafeString:
    """The JobPosting of a post's own page."""
    return _script(structured_data.of_posting(posting, site_address(context)))


@register.simple_tag(takes_context=True)
def fair_data(
    context: dict[str, Any], fair: Fair, halls: Iterable[Any], hosts: Iterable[Any]
) -> SafeString:
    """The Event of a fair's own page; nothing before day and place are known."""
    venues = [hall.venue for hall in halls]
    names = [name for _role, found in hosts for name in found]
    return _script(structured_data.of_fair(fair, venues, names, site_address(context)))


def _script(facts: dict[str, Any] | None) -> SafeString:
    if facts is None:
        return SafeString("")
    text = json.dumps(facts, ensure_ascii=False).translate(ESCAPES)
    # Data, not a script: the policy of the site lets browsers ignore it.
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
