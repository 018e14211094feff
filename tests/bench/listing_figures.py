"""What lists of posts cost on one database: printed as JSON, for tests.bench.listing to compare."""

import itertools
import json
import random
import sys
import time
from collections.abc import Callable
from functools import partial
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
from jobs.views.pages import PER_PAGE  # noqa: E402
from tongwulang.regions.models import Industry  # noqa: E402

VALUES: dict[str, tuple[str, ...]] = {
    "region": ("110112", "131082", "131000"),
    "industry": ("C", "SEI2", "I"),
    "education": ("30", "20", "60"),
    "pay": ("8000", "6000", "12000"),
}
QUERIES = ("焊工", "会计", "数控", "机械 设计", "护士", "销售 经理")
NARROWED = ({"region": "110112"}, {"industry": "C"}, {"region": "131000", "pay": "8000"})
RARE = "量子密钥分发"
UPKEEP_ROWS = 2_000


def filterset(**chosen: str) -> PostingFilterSet:
    params = QueryDict(mutable=True)
    params.update(chosen)
    return PostingFilterSet(params, queryset=Posting.objects.published())


def milliseconds(ask: Callable[[], Any], *, rounds: int = 7) -> float:
    """The shortest of some rounds: others may be busy on the machine."""
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        ask()
        found.append(time.perf_counter() - start)
    return min(found) * 1000


def rows_of(chosen: dict[str, str], order: str, after: Any = None) -> Any:
    filters = filterset(**chosen)
    return (filters.newest_rows if order == "newest" else filters.best_paid_rows)(after)


def page(chosen: dict[str, str], order: str, after: Any = None) -> Any:
    return list(rows_of(chosen, order, after)[: PER_PAGE + 1])


def plan(rows: Any) -> str:
    with connection.cursor() as cursor:
        sql, params = rows[: PER_PAGE + 1].query.get_compiler(connection=connection).as_sql()
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(explain + sql, params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def is_pinned(found: str, indexes: set[str]) -> bool:
    """Only one of these indexes is read, only the index is, and nothing is sorted."""
    if connection.vendor == "sqlite":
        reads = [line for line in found.splitlines() if " jobs_posting " in line]
        good = [line for line in reads if "USING COVERING INDEX" in line and _named(line, indexes)]
        return reads == good and "USE TEMP B-TREE FOR ORDER BY" not in found
    reads = [line for line in found.splitlines() if " on jobs_posting" in line]
    good = [line for line in reads if "Index Only Scan" in line and _named(line, indexes)]
    return reads == good and "Sort  (" not in found


def _named(line: str, indexes: set[str]) -> bool:
    return any(f" {index} " in line for index in indexes)


def work(rows: Any) -> int:
    """What the database does for a page, whatever else the machine does: the virtual machine's
    steps in hundreds on SQLite, pages of memory read on PostgreSQL."""
    with connection.cursor() as cursor:
        sql, params = rows[: PER_PAGE + 1].query.get_compiler(connection=connection).as_sql()
        if connection.vendor == "postgresql":
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) " + sql, params)
            read = cursor.fetchone()[0][0]["Plan"]
            return int(read["Shared Hit Blocks"] + read["Shared Read Blocks"])
        steps = itertools.count()
        connection.connection.set_progress_handler(lambda: next(steps) and 0, 100)
        cursor.execute(sql, params)
        cursor.fetchall()
        connection.connection.set_progress_handler(None, 100)
        return next(steps)


def indexes_of(chosen: dict[str, str], order: str) -> set[str]:
    """The indexes that the list may be read from: of two, the planner knows the rarer one."""
    shapes = set()
    if chosen.get("region") and not chosen["region"].endswith("00"):
        shapes.add("region")
    if chosen.get("industry"):
        is_section = Industry.objects.sections().filter(pk=chosen["industry"]).exists()
        shapes.add("industry" if is_section else "emerging")
    is_merged = "education" in chosen and connection.vendor == "sqlite"
    suffix = "new" if order == "newest" else "edu" if is_merged else "pay"
    return {f"posting_{shape}_{suffix}" for shape in shapes or {"all"}}


def pages() -> tuple[dict[str, dict[str, float]], list[str]]:
    """Milliseconds of first and deep pages by combination of filters, and plans gone astray."""
    found: dict[str, dict[str, float]] = {}
    astray = []
    for order, count in itertools.product(("newest", "pay"), range(len(VALUES) + 1)):
        for names in itertools.combinations(VALUES, count):
            times = {"first": 0.0, "deep": 0.0, "first work": 0.0, "deep work": 0.0}
            for draw in range(len(VALUES["region"]) if names else 1):
                chosen = {name: VALUES[name][draw] for name in names}
                total = PostingMasks(filterset(**chosen)).without().total
                row = rows_of(chosen, order)[int(total * 0.8)] if total else None
                times["first"] += milliseconds(partial(page, chosen, order))
                times["deep"] += milliseconds(partial(page, chosen, order, row))
                times["first work"] += work(rows_of(chosen, order))
                times["deep work"] += work(rows_of(chosen, order, row))
                for after in (None, row):
                    read = plan(rows_of(chosen, order, after))
                    if not is_pinned(read, indexes_of(chosen, order)):
                        astray.append(f"{order} {chosen} {'deep' if after else 'first'}: {read}")
            found[f"{order}: {' + '.join(names) or 'no filter'}"] = times
    return found, astray


def whole_page(chosen: dict[str, str], sort: str) -> None:
    """What the view does for a page that nobody has asked for yet, its HTML apart."""
    request = HttpRequest()
    request.GET = QueryDict(mutable=True)
    request.GET.update({**chosen, "sort": sort})
    filters = PostingFilterSet(request.GET, queryset=Posting.objects.published())
    masks = PostingMasks(filters)
    order = posting_order.order_of(request, filters)
    listed = posting_order.list_page(request, filters, order, masks.without())
    posting_groups.context_of(filters, masks, request.GET)
    posting_cards.cards_of(listed.ids, filters.query)


def searches() -> dict[str, float]:
    """Milliseconds: an unfiltered first page, pages of queries with filters, a rare word."""
    plain = milliseconds(lambda: (posting_cards.forget(), whole_page({}, "newest")))
    asked = [
        milliseconds(partial(whole_page, {"q": q, **n}, "newest"), rounds=3)
        for q, n in zip(itertools.cycle(QUERIES), NARROWED * 2, strict=False)
    ]
    Posting.objects.filter(pk=Posting.objects.published().latest("pk").pk).update(
        title=f"{RARE}工程师"
    )
    public = Posting.objects.published()
    rare = milliseconds(
        lambda: list(public.found_by(parse(f'"{RARE}"')).newest_matches_first()[:25].values("pk"))
    )
    contains = Q(title__icontains=RARE) | Q(duties__icontains=RARE)
    scanned = milliseconds(
        lambda: list(public.filter(contains).newest_first()[:25].values("pk")), rounds=2
    )
    relevance = [
        milliseconds(partial(public.by_relevance, parse(q), is_relaxed=False), rounds=3)
        for q in QUERIES
    ]
    return {
        "first page": plain,
        "worst query page": max(asked),
        "rare word": rare,
        "icontains": scanned,
        "relevance": sum(relevance),
    }


def counts() -> dict[str, float]:
    """Milliseconds: every count of a page, and the same as GROUP BYs over the table."""
    chosen = filterset(region="131000", pay="8000")

    def ours() -> None:
        posting_groups.groups_of(
            posting_groups.Choices(
                chosen, PostingMasks(chosen), QueryDict("region=131000&pay=8000")
            )
        )
        tallies.by_region(filter_masks.everything())

    live_facets.current()
    return {"counts": milliseconds(ours), "group by": milliseconds(_grouped, rounds=1)}


FACTS = (
    "region_id",
    "industry_id",
    "emerging_industry_id",
    "education_min_id",
    "experience_min",
    "top_pay",
    "employment_type",
    "occupation_id",
    "for_veterans",
    "employer_id",
)


def _grouped() -> None:
    """One GROUP BY a fact of one set of filters; the page needs some for several sets."""
    table = "jobs_posting NOT INDEXED" if connection.vendor == "sqlite" else "jobs_posting"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for kind in ("indexscan", "indexonlyscan", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{kind} = off")
        for fact in FACTS:
            cursor.execute(
                f"SELECT {fact}, count(*) FROM {table} "
                "WHERE status = 'published' AND expires_on >= CURRENT_DATE GROUP BY 1"
            )
            cursor.fetchall()


def upkeep() -> dict[str, float]:
    """Milliseconds a post that indexes and triggers add to the writing of rows in bulk."""
    columns = ", ".join(
        f'"{each.column}"' for each in Posting._meta.local_fields if each.column != "id"
    )
    newest = f"(SELECT max(id) - {UPKEEP_ROWS} FROM jobs_posting)"
    rows = f"SELECT {columns} FROM jobs_posting WHERE id > {newest}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE staged AS {rows}")
        cursor.execute("CREATE TEMPORARY TABLE bare AS SELECT * FROM staged LIMIT 0")
        cursor.execute("SELECT count(*) FROM staged")
        count = cursor.fetchone()[0]

    def written(table: str) -> float:
        with transaction.atomic(), connection.cursor() as cursor:
            start = time.perf_counter()
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM staged")
            elapsed = time.perf_counter() - start
            transaction.set_rollback(True)
        return elapsed * 1000 / count

    best = {table: min(written(table) for _ in range(3)) for table in ("jobs_posting", "bare")}
    return {"upkeep": best["jobs_posting"] - best["bare"]}


def main() -> None:
    random.seed(1)
    start = time.perf_counter()
    live_facets.current()
    figures: dict[str, Any] = {
        "posts": Posting.objects.count(),
        "facets read, s": time.perf_counter() - start,
    }
    figures |= counts() | searches() | upkeep()
    figures["pages"], figures["astray"] = pages()
    json.dump(figures, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
