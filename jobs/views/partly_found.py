"""Below a short list of what was searched: posts that have some of the words, and are said to."""

from jobs.filter_masks import Masked, PostingMasks
from jobs.models import Posting
from jobs.views.pages import PER_PAGE
from jobs.views.posting_order import RELEVANCE

MOST_SHOWN = 6
# The newest so many of those with some of the words are put in order.
RANKED = 300
# Of a word that more posts have, the newest so many are looked at.
LOOKED_AT = 3_000


def partly_found(masks: PostingMasks, order: str, found: Masked) -> list[int]:
    """Ids of the best few that have some of the words and pass all other filters, best first.

    None where the list fills a page, is in another order or was searched by one word.
    """
    query = masks.filterset.query
    if order != RELEVANCE or found.total >= PER_PAGE or len(query.groups) < 2:
        return []
    having = Posting.objects.newest_ids_with_some_of(query, LOOKED_AT)
    others = masks.without("q").bits & masks.facets.bitmaps.of_ids(having)
    newest = Masked(masks.facets, lambda: others - found.bits).newest(0, RANKED)
    return Posting.objects.ids_by_relevance(query, [pk for *_, pk in newest])[:MOST_SHOWN]
