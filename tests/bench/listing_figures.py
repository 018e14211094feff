"""What lists of posts cost on one database: answers tests.bench.listing, which asks several.

A line of stdin names a measure and what of it is wanted, a line of stdout gives the milliseconds.
"""

import json
import sys
from collections.abc import Callable
from functools import cache, partial
from itertools import combinations, product
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - after django.setup()
from django.db.models import Q  # noqa: E402
from django.http import HttpRequest, QueryDict  # noqa: E402

from jobs import filter_masks, live_facets  # noqa: E402
from jobs.filter_masks import PostingMasks  # noqa: E402
from jobs.filters import PostingFilterSet  # noqa: E402
from jobs.models import Posting  # noqa: E402
from jobs.search.query import parse  # noqa: E402
from jobs.views import posting_cards, posting_groups, posting_order, tallies  # noqa: E402
from tests.bench.grouped_counts import grouped  # noqa: E402
from tests.bench.listing_plans import astray, posts_read  # noqa: E402
from tests.bench.processors import spent  # noqa: E402

Figures = dict[str, float]

VALUES: dict[str, tuple[str, ...]] = {
    "region": ("110112", "131082", "131000"),
    "industry": ("C", "SEI2", "I"),
    "education": ("30", "20", "60"),
    "pay": ("8000", "6000", "12000"),
}
QUERIES = ("焊工", "会计", "数控", "机械 设计", "护士", "销售 经理")
NARROWED = ({"region": "110112"}, {"industry": "C"}, {"region": "131000", "pay": "8000"})
RARE = "量子密钥分发"
COUNTED = {"region": "131000", "pay": "8000"}
UPKEEP_ROWS = 2_000


def milliseconds(ask: Callable[[], Any]) -> float:
    """Of processors' time."""
    start = spent()
    ask()
    return (spent() - start) * 1000


def asked(**params: str) -> tuple[HttpRequest, PostingFilterSet]:
    request = HttpRequest()
    request.GET = QueryDict(mutable=True)
    request.GET.update(params)
    return request, PostingFilterSet.asked(request.GET)


def lists() -> dict[str, dict[str, str]]:
    """The parameters of every list that is measured, by name: each order and combination of
    filters with three values each, the first page and one 80 % deep."""
    found = {}
    counts = range(len(VALUES) + 1)
    for order, names in product(
        ("newest", "pay"), (c for n in counts for c in combinations(VALUES, n))
    ):
        for draw in range(3 if names else 1):
            chosen = {name: VALUES[name][draw] for name in names}
            name = " ".join((order, *chosen.values()))
            found[f"{name}, first"] = {"sort": order, **chosen}
            found[f"{name}, deep"] = {"sort": order, **chosen, "after": _deep(order, chosen)}
    return found


def _deep(order: str, chosen: dict[str, str]) -> str:
    masked = PostingMasks(asked(**chosen)[1]).without()
    rows = masked.newest if order == "newest" else masked.best_paid
    place = int(masked.total * 0.8)
    return "-".join(map(str, rows(place, place + 1)[0])) if masked.total else ""


def ids_of_page(params: dict[str, str]) -> list[int]:
    """From what is asked to the posts of the page."""
    request, filters = asked(**params)
    found = PostingMasks(filters).without()
    order = posting_order.order_of(request, filters)
    return posting_order.list_page(request, filters, order, found).ids


def list_pages(names: list[str]) -> Figures:
    """Milliseconds to the ids of a page, for these lists or for all."""
    every = _lists()
    return {name: milliseconds(partial(ids_of_page, every[name])) for name in names or every}


_lists = cache(lists)


def whole_page(**params: str) -> None:
    """What the view does for a page that nobody has asked for yet, its HTML apart."""
    posting_cards.forget()
    live_facets.current().counted.cache_clear()
    request, filters = asked(**params)
    masks = PostingMasks(filters)
    order = posting_order.order_of(request, filters)
    listed = posting_order.list_page(request, filters, order, masks.without())
    posting_groups.context_of(filters, masks, request.GET)
    posting_cards.cards_of(listed.ids, filters.query, masks.facets)


def whole_pages(names: list[str]) -> Figures:
    """Milliseconds: the unfiltered first page, and every query with every narrowing."""
    found = {"first page": milliseconds(whole_page)}
    for q, narrowing in product(QUERIES, NARROWED):
        params = {"q": q, **narrowing, "sort": "newest"}
        name = " ".join((q, *narrowing.values()))
        if not names or name in names:
            found[name] = milliseconds(partial(whole_page, **params))
    return found


def relevance(names: list[str]) -> Figures:
    """Milliseconds to the ids of a first page by relevance."""
    return {
        q: milliseconds(partial(ids_of_page, {"q": q, "sort": "relevance"}))
        for q in names or QUERIES
    }


def rare_word(names: list[str]) -> Figures:
    """Milliseconds: a word that one post has, by the index."""
    _make_rare()
    public = Posting.objects.published()
    rows = public.found_by(parse(f'"{RARE}"')).newest_matches_first()[:25].values("pk")
    return {"rare word": milliseconds(lambda: list(rows.all()))}


def icontains(names: list[str]) -> Figures:
    """Milliseconds: the same without one."""
    _make_rare()
    contains = Q(title__icontains=RARE) | Q(duties__icontains=RARE)
    rows = Posting.objects.published().filter(contains).newest_first()[:25].values("pk")
    return {"icontains": milliseconds(lambda: list(rows))}


@cache
def _make_rare() -> None:
    newest = Posting.objects.published().latest("pk").pk
    Posting.objects.filter(pk=newest).update(title=f"{RARE}工程师")


def counts(names: list[str]) -> Figures:
    """Milliseconds: every count of a page."""
    live_facets.current().counted.cache_clear()

    def ours() -> None:
        filters = asked(**COUNTED)[1]
        choices = posting_groups.Choices(filters, PostingMasks(filters), QueryDict())
        posting_groups.groups_of(choices)
        tallies.by_region(filter_masks.everything())

    return {"counts": milliseconds(ours)}


def group_bys(names: list[str]) -> Figures:
    """Milliseconds: the same by GROUP BY, without indexes."""
    return {"group by": milliseconds(lambda: grouped(asked(**COUNTED)[1]))}


def upkeep(names: list[str]) -> Figures:
    """Milliseconds a post that indexes and triggers add to the writing of rows in bulk: posts are
    published in the order in which they are written."""
    columns = ", ".join(
        f'"{each.column}"' for each in Posting._meta.local_fields if each.column != "id"
    )
    newest = f"(SELECT max(id) - {UPKEEP_ROWS} FROM jobs_posting)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS staged AS SELECT {columns} "
            f"FROM jobs_posting WHERE id > {newest} ORDER BY published_at, id"
        )
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS bare AS SELECT * FROM staged LIMIT 0")
        cursor.execute("SELECT count(*) FROM staged")
        count = cursor.fetchone()[0]

    insert = f"INSERT INTO {{table}} ({columns}) SELECT {columns} FROM staged"

    def written(table: str) -> float:
        with transaction.atomic(), connection.cursor() as cursor:
            found = milliseconds(partial(cursor.execute, insert.format(table=table)))
            transaction.set_rollback(True)
        return found / count

    return {"indexed": written("jobs_posting"), "bare": written("bare")}


def facts_read(names: list[str]) -> Figures:
    """Milliseconds until everything is in memory."""
    live_facets.forget()
    return {"facts read": milliseconds(live_facets.current)}


def plans(names: list[str]) -> dict[str, str]:
    """The plans that are not as they have to be."""
    every = _lists()
    found = astray([params for params in every.values() if "after" not in params])
    for name, params in every.items():
        if queries := posts_read(partial(ids_of_page, params)):
            found[name] = queries[0]
    return found


MEASURES = {
    each.__name__: each
    for each in (
        list_pages, whole_pages, relevance, rare_word, icontains, counts, group_bys, upkeep,
        facts_read, plans,
    )
}  # fmt: skip


def main() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # What is asked is worked for by one process.
            cursor.execute("SET max_parallel_workers_per_gather = 0")
    for line in sys.stdin:
        measure, names = json.loads(line)
        print(json.dumps(MEASURES[measure](names), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
