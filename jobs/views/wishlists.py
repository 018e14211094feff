"""收藏与订阅: favourites, hidden posts, employers to stay unseen by, saved searches."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jobs import alerts
from jobs.actions import wishlists
from jobs.choices import AlertFrequency, MarkKind
from jobs.forms.saved_search import SavedSearchForm
from jobs.models import EmployerBlock, Posting, PostingMark, SavedSearch
from jobs.models.posting_mark import PostingMarkQuerySet
from jobs.models.saved_search import MOST_SEARCHES
from jobs.views.pages import PER_PAGE, numbers_of, page_of
from jobs.views.person import person
from jobs.views.posting_choices import LABELS
from tongwulang.accounts.models import User


@never_cache
@require_safe
def wishlist_detail(request: HttpRequest) -> HttpResponse:
    """Everything that one keeps for later; of posts the newest, with a way to all of them."""
    by = person(request)
    context = {
        "favourites": _marks(by, MarkKind.FAVOURITE)[: PER_PAGE + 1],
        "hidden": _marks(by, MarkKind.HIDDEN)[: PER_PAGE + 1],
        "shown": f":{PER_PAGE}",
        "most_shown": PER_PAGE,
        "blocks": EmployerBlock.objects.of_person(by).select_related("employer"),
        "searches": SavedSearch.objects.of_person(by),
        "most": MOST_SEARCHES,
    }
    return render(request, "jobs/wishlist_detail.html", context)


@never_cache
@require_safe
def mark_list(request: HttpRequest, kind: str) -> HttpResponse:
    """All of one's favourites, or all that one has hidden, page by page; 404 for another kind."""
    if kind not in MarkKind:
        raise Http404
    page = page_of(request, _marks(person(request), MarkKind(kind)))
    context = {"kind": MarkKind(kind), "page": page, "numbers": numbers_of(page)}
    return render(request, "jobs/mark_list.html", context)


def _marks(by: User, kind: MarkKind) -> PostingMarkQuerySet:
    return PostingMark.objects.of_person(by).of_kind(kind).with_posting()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def posting_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """What to do with a post besides applying; a POST does it and leads to what one keeps."""
    by = person(request)
    public = Posting.objects.published() | Posting.objects.ended()
    posting = get_object_or_404(public.select_related("employer"), pk=pk)
    if request.method == "POST":
        act = ACTS.get(request.POST.get("do", ""))
        if act is None:
            raise Http404
        act(by, posting)
        return redirect("wishlist_detail")
    mark = PostingMark.objects.of_person(by).filter(posting=posting).first()
    blocks = EmployerBlock.objects.of_person(by)
    context = {
        "posting": posting,
        "mark": mark.kind if mark else "",
        "is_blocked": blocks.filter(employer=posting.employer).exists(),
    }
    return render(request, "jobs/posting_mark.html", context)


ACTS: dict[str, Callable[[User, Posting], object]] = {
    "favourite": lambda by, posting: wishlists.mark_posting(
        by=by, posting=posting, kind=MarkKind.FAVOURITE
    ),
    "hide": lambda by, posting: wishlists.mark_posting(
        by=by, posting=posting, kind=MarkKind.HIDDEN
    ),
    "forget": lambda by, posting: wishlists.unmark_posting(by=by, posting=posting),
    "block": lambda by, posting: wishlists.block_employer(by=by, employer=posting.employer),
    "unblock": lambda by, posting: wishlists.unblock_employer(by=by, employer=posting.employer),
}


@never_cache
@require_POST
def block_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """May be seen by that employer again."""
    by = person(request)
    block = get_object_or_404(EmployerBlock.objects.of_person(by), pk=pk)
    wishlists.unblock_employer(by=by, employer=block.employer)
    return redirect("wishlist_detail")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search_save(request: HttpRequest) -> HttpResponse:
    """Save the search of the query string, or change one with the same filters; without any it is
    a search for all posts."""
    by, query = person(request), alerts.stored(request.GET)
    present = SavedSearch.objects.of_person(by).filter(query=query).first()
    typed = request.POST if request.method == "POST" else None
    form = SavedSearchForm(typed, instance=present, initial={"name": _name_of(request.GET)})
    if request.method == "POST" and form.is_valid():
        try:
            wishlists.save_search(
                by=by,
                name=form.cleaned_data["name"],
                query=query,
                frequency=AlertFrequency(form.cleaned_data["frequency"]),
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("wishlist_detail")
    return render(request, "jobs/search_save.html", {"form": form, "query": query})


def _name_of(query: QueryDict) -> str:
    """The chosen filters in words, as the chips of the list say them."""
    chosen = alerts.filterset_of(query.urlencode()).chosen
    words = [str(LABELS.get(name, str)(value)) for name, value in chosen.items()]
    return " ".join(words)[: alerts.LONGEST_NAME] or _("全部岗位")


@never_cache
@require_POST
def search_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a saved search."""
    by = person(request)
    search = get_object_or_404(SavedSearch.objects.of_person(by), pk=pk)
    wishlists.delete_search(by=by, search=search)
    return redirect("wishlist_detail")
