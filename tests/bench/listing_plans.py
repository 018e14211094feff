"""Whether lists are read as they are meant to be: the page's and the API's from memory; feeds from
an index in its order, and what is kept in memory in order too."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from jobs.api.asked import asked_of
from jobs.api.posting_found import PostingsFound
from jobs.api.postings import POSTINGS
from jobs.filters import PostingFilterSet
from jobs.models import Posting
from tongwulang.regions.models import Industry

# Below this PostgreSQL may rightly scan and sort the table.
SMALLEST_PINNED = 50_000
SHOWN = 21


def astray(lists: Iterable[dict[str, str]]) -> dict[str, str]:
    """The plans that are not as they have to be, by what they are of."""
    found = {}
    is_pinned = connection.vendor == "sqlite" or Posting.objects.count() >= SMALLEST_PINNED
    for asked in lists:
        order, chosen = asked["sort"], {n: v for n, v in asked.items() if n != "sort"}
        if queries := posts_read(partial(_api_pages, order, chosen)):
            found[f"API {order} {chosen}"] = queries[0]
        if is_pinned and order == "newest":
            feed = PostingFilterSet.asked(chosen).qs.with_card().newest_first()
            plan = plan_of(feed[:SHOWN])
            if not is_read_from(_indexes(chosen), plan):
                found[f"feed {chosen}"] = plan
    plan = plan_of(Posting.objects.facts())
    if connection.vendor == "sqlite" and not is_read_from({"posting_all_new"}, plan):
        found["facts"] = plan
    return found


def posts_read(ask: Callable[[], Any]) -> list[str]:
    """The queries that read the table of posts while this is asked."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    return [query["sql"] for query in captured if '"jobs_posting"' in query["sql"]]


def _api_pages(order: str, chosen: dict[str, str]) -> None:
    """The API's list as it begins and as it goes on 80 % deep."""
    params = QueryDict(mutable=True)
    params.update({"ordering": order, **chosen})
    found = PostingsFound(asked_of(POSTINGS, params, is_list=True))
    rows = found.found.newest if order == "newest" else found.found.best_paid
    deep = int(found.found.total * 0.8)
    for place in (None, *rows(deep, deep + 1)):
        found.places(place, SHOWN)


def plan_of(rows: Any) -> str:
    """What the planner says, a line a step."""
    with connection.cursor() as cursor:
        sql, params = rows.query.get_compiler(connection=connection).as_sql()
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(explain + sql, params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def is_read_from(indexes: set[str], plan: str) -> bool:
    """Whether posts are read by one of these indexes only, and nothing is sorted."""
    if connection.vendor == "sqlite":
        reads = [line for line in plan.splitlines() if " jobs_posting " in line]
        is_sorted = "TEMP B-TREE" in plan
    else:
        reads = [line for line in plan.splitlines() if " on jobs_posting" in line]
        is_sorted = "Sort" in plan
    return not is_sorted and all(any(f" {index} " in line for index in indexes) for line in reads)


def _indexes(chosen: dict[str, str]) -> set[str]:
    """The indexes that the list may be read from: of two, the planner knows the rarer one, and
    PostgreSQL walks all posts where a value is so common that a page is full at once."""
    shapes = {"all"} if connection.vendor == "postgresql" else set()
    if chosen.get("region") and not chosen["region"].endswith("00"):
        shapes.add("region")
    if chosen.get("industry"):
        is_section = Industry.objects.sections().filter(pk=chosen["industry"]).exists()
        shapes.add("industry" if is_section else "emerging")
    return {f"posting_{shape}_new" for shape in shapes or {"all"}}
