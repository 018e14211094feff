"""The parts that every page has: what it loads, head, foot and tabs."""

from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

register = template.Library()

# Of each name of an address and each display there is one of each part.
MOST_KEPT = 500


@register.simple_tag(takes_context=True)
def page_part(context: Any, name: str) -> SafeString:
    """A part that is the same on every page with the same name of its address and the same `site`
    (see context.py): made once for each."""
    part = context.template.engine.get_template(name)
    match = getattr(context.get("request"), "resolver_match", None)
    site = context.get("site") or {}
    return _made(part, match and match.url_name, tuple(site.items()))


@lru_cache(MOST_KEPT)
def _made(part: Any, page: str | None, site: tuple[tuple[str, Any], ...]) -> SafeString:
    made: SafeString = part.render(Context({"name": page or "", "site": dict(site)}))
    return made
