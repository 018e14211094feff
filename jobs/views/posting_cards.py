"""Cards of posts as HTML, each made once for as long as nothing on it changes."""

from collections import OrderedDict
from threading import Lock

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jobs.live_facets import LiveFacets
from jobs.models import Posting
from jobs.models.posting_search import searched_texts
from jobs.search.highlight import excerpt, spans
from jobs.search.query import Query
from jobs.templatetags.postings import marked

# About a kilobyte each.
MOST_KEPT = 20_000
# Characters of a text that has what was searched, where title and employer have not: two lines.
EXCERPT = 40
Key = tuple[int, ...]

_kept: OrderedDict[Key, SafeString] = OrderedDict()
_lock = Lock()


def cards_of(ids: list[int], query: Query, facets: LiveFacets) -> list[SafeString]:
    """The cards of these posts in this order, with what was searched marked; `facets` as of now."""
    if not ids:
        return []
    if query:
        return [_rendered(posting, query) for posting in _loaded(ids)]
    keys = {pk: _key(facets, pk) for pk in ids}
    known = {pk: _kept[key] for pk, key in keys.items() if key in _kept}
    fresh = {each.pk: _rendered(each, query) for each in _loaded(set(ids) - known.keys())}
    _keep({keys[pk]: card for pk, card in fresh.items()})
    cards = known | fresh
    return [cards[pk] for pk in ids if pk in cards]


def _key(facets: LiveFacets, pk: int) -> Key:
    return pk, facets.generation_of(pk), facets.surroundings, facets.day.toordinal()


def _loaded(ids: list[int] | set[int]) -> list[Posting]:
    return Posting.objects.with_card().in_order_of(list(ids)) if ids else []


def _rendered(posting: Posting, query: Query) -> SafeString:
    context = {
        "posting": posting,
        "level": "h2",
        "marked_title": marked(posting.title, query),
        "marked_employer": marked(posting.employer.name, query),
        "marked_excerpt": marked(_excerpt(posting, query), query),
    }
    return render_to_string("components/posting_card.html", context)


def _excerpt(posting: Posting, query: Query) -> str:
    """The part of a text that has what was searched; empty if the card shows it without."""
    if not query or any(spans(text, query) for text in (posting.title, posting.employer.name)):
        return ""
    having = (text for text in searched_texts(posting) if spans(text, query))
    return excerpt(next(having, ""), query, EXCERPT)


def _keep(cards: dict[Key, SafeString]) -> None:
    with _lock:
        _kept.update(cards)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)


def forget() -> None:
    """For when the database itself was exchanged."""
    _kept.clear()
