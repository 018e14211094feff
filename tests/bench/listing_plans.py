"""Whether lists are read as they are meant to be: the page's from memory, the API's from an index
in its order, and what is kept in memory in order too."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from jobs.api.postings import POSTINGS
from jobs.filter_masks import PostingMasks
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
    for asked in lists if is_pinned else ():
        order, chosen = asked["sort"], {n: v for n, v in asked.items() if n != "sort"}
        for place, rows in _api_lists(order, chosen).items():
            plan = plan_of(rows[:SHOWN])
            if not _is_pinned(plan, _indexes(order, chosen)):
                found[f"API {order} {chosen} {place}"] = plan
    plan = plan_of(Posting.objects.facts())
    if connection.vendor == "sqlite" and not _is_pinned(plan, {"posting_all_new"}):
        found["facts"] = plan
    return found


def posts_read(ask: Any) -> list[str]:
    """The queries that read the table of posts while this is asked."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    return [query["sql"] for query in captured if '"jobs_posting"' in query["sql"]]


def _api_lists(order: str, chosen: dict[str, str]) -> dict[str, Any]:
    """The API's list as it begins and as it goes on 80 % deep."""
    filters = _filters(chosen)
    rows = POSTINGS.orders[order].sorted(filters.qs)
    masked = PostingMasks(filters).without()
    place = int(masked.total * 0.8)
    found = {"first": rows.values("pk", "title")}
    if key := masked.newest(place, place + 1):
        row = Posting.objects.get(pk=key[0][-1])
        values = [row.published_at.isoformat(), row.pk]
        values = [row.top_pay, *values] if order == "pay" else values
        found["deep"] = POSTINGS.orders[order].after(rows, values).values("pk", "title")
    return found


def _filters(chosen: dict[str, str]) -> PostingFilterSet:
    params = QueryDict(mutable=True)
    params.update(chosen)
    return PostingFilterSet(params, queryset=Posting.objects.published())


def plan_of(rows: Any) -> str:
    """What the planner says, a line a step."""
    with connection.cursor() as cursor:
        sql, params = rows.query.get_compiler(connection=connection).as_sql()
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(explain + sql, params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def _is_pinned(plan: str, indexes: set[str]) -> bool:
    """Posts are read by one of these indexes only, and nothing is sorted."""
    if connection.vendor == "sqlite":
        reads = [line for line in plan.splitlines() if " jobs_posting " in line]
        is_sorted = "TEMP B-TREE" in plan
    else:
        reads = [line for line in plan.splitlines() if " on jobs_posting" in line]
        is_sorted = "Sort" in plan
    return not is_sorted and all(any(f" {index} " in line for index in indexes) for line in reads)


def _indexes(order: str, chosen: dict[str, str]) -> set[str]:
    """The indexes that the list may be read from: of two, the planner knows the rarer one."""
    shapes = set()
    if chosen.get("region") and not chosen["region"].endswith("00"):
        shapes.add("region")
    if chosen.get("industry"):
        is_section = Industry.objects.sections().filter(pk=chosen["industry"]).exists()
        shapes.add("industry" if is_section else "emerging")
    suffix = "new" if order == "newest" else "pay"
    return {f"posting_{shape}_{suffix}" for shape in shapes or {"all"}}
