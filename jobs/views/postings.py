"""Posts: the list with its filters, and one post."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from jobs.filter_masks import PostingMasks, filterset_of
from jobs.live_facets import LiveFacets
from jobs.models import Posting
from jobs.models.posting_neighbours import MOST_OF_EMPLOYER, others_of_employer, similar_posts
from jobs.search.suggestions import plain_title
from jobs.views import posting_cards, posting_choices, posting_groups, posting_order
from jobs.views.hidden_posts import hidden_ids
from jobs.views.kept_pages import ListResponse, kept
from jobs.views.pages import numbers_of
from jobs.views.partly_found import partly_found

GONE = 410


@login_not_required
@require_safe
@kept
def posting_list(request: HttpRequest, facets: LiveFacets, hidden: frozenset[int]) -> ListResponse:
    """The public posts that the filters let through, in the order asked for.

    Counts and pages are those of everybody; how many of a page are hidden is said on it.
    """
    filterset = filterset_of(request.GET, facets)
    masks = PostingMasks(filterset, facets)
    found = masks.without()
    order = posting_order.order_of(request, filterset)
    listed = posting_order.list_page(request, filterset, order, found)
    partly = partly_found(masks, order, found)
    both = frozenset([*listed.ids, *partly])

    def cards(ids: list[int]) -> list[SafeString]:
        shown = [pk for pk in ids if pk not in hidden]
        return posting_cards.cards_of(shown, filterset.query, facets)

    context = posting_groups.context_of(filterset, masks, request.GET)
    context |= {
        "cards": cards(listed.ids),
        "page": listed.page,
        "numbers": numbers_of(listed.page) if listed.page else [],
        "next_after": listed.next_after,
        "found": posting_choices.amount(found.total, is_exact=found.is_exact),
        "orders": posting_order.order_links(request, filterset, order),
        "bound_note": posting_order.bound_note(filterset, order, found),
        "partly": cards(partly),
        "hidden_count": len(both & hidden),
    }
    response = ListResponse(render_to_string("jobs/posting_list.html", context, request))
    response.listed = both
    # An edit of any post may make it one that is found, or found no more.
    response.is_of_all = bool(filterset.query)
    return response


@login_not_required
@require_safe
def posting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One post: 410 when it has ended, 404 when it was never public.

    404 too while its employer is not verified: nothing of such an employer is public.
    """
    posts = Posting.objects.with_card().with_detail()
    posting = get_object_or_404(posts.published() | posts.ended(), pk=pk)
    if not posting.employer.is_verified:
        raise Http404
    page, status = ("detail", 200) if posting.is_open else ("gone", GONE)
    context = _context(posting, hidden_ids(request))
    return render(request, f"jobs/posting_{page}.html", context, status=status)


def _context(posting: Posting, hidden: frozenset[int]) -> dict[str, Any]:
    """The post and where to go on to, whether it is still open or not; nothing hidden is."""
    others = others_of_employer(posting).exclude(pk__in=hidden)
    return {
        "posting": posting,
        "others": others[:MOST_OF_EMPLOYER],
        "other_count": others.count(),
        "similar": similar_posts(posting, hidden),
        "wanted": plain_title(posting.title),
    }
