"""Posts to go on to from a post: those like it, and its employer's others."""

from collections.abc import Sequence

from jobs.models.posting import Posting, PostingQuerySet
from jobs.models.posting_search import shipped_profiles, work_text
from jobs.search.similarity import Described, rank_similar

MOST_SIMILAR = 6
MOST_OF_EMPLOYER = 5
# Of those that share words with the post, so many are compared with it closely.
COMPARED = 30
# The post itself scores 2 beside them. Below this, the same kind of work is rare among the demo's
# posts (looked through by hand): fewer are shown rather than some of another trade.
ALIKE = 0.85


def similar_posts(posting: Posting, hidden: frozenset[int] = frozenset()) -> list[Posting]:
    """At most six public posts of other employers like this one, best first, with their cards;
    none of the hidden ones.

    No employer's second post stands where another employer's would do.
    """
    mine = _described(posting)
    posts = Posting.objects.published().exclude(employer=posting.employer_id)
    posts = posts.exclude(pk__in=hidden)
    ids = [pk for pk, _score in posts.similar_to(title=mine.title, text=mine.text)[:COMPARED]]
    found = {other.pk: other for other in posts.with_card().in_order_of(ids)}
    # Measured against the post itself: the search's own scores only order.
    compared = [mine, *(_described(other) for other in found.values())]
    ranked = rank_similar(mine, compared, shipped_profiles())
    return _spread([found[pk] for pk, score in ranked if pk in found and score >= ALIKE])


def others_of_employer(posting: Posting) -> PostingQuerySet:
    """The employer's other public posts, the newest first, with their cards."""
    posts = Posting.objects.published().filter(employer=posting.employer_id)
    return posts.exclude(pk=posting.pk).with_card().newest_first()


def _described(posting: Posting) -> Described:
    return Described(posting.pk, posting.title, work_text(posting))


def _spread(found: Sequence[Posting]) -> list[Posting]:
    """The first of every employer, then second ones as far as there is room; the order stays."""
    first = {posting.employer_id: posting for posting in reversed(found)}
    again = [posting for posting in found if posting not in first.values()]
    kept = [posting for posting in found if posting in first.values()][:MOST_SIMILAR]
    kept += again[: MOST_SIMILAR - len(kept)]
    return [posting for posting in found if posting in kept]
