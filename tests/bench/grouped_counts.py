"""The counts of a list page as a database without indexes makes them: a GROUP BY for each group."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from jobs.filters import PostingFilterSet

# What is grouped by, and the chosen filter that does not narrow it; `nature` and `size` stand with
# the employer, and the last one is the home page's and needs no filter.
GROUPS = (
    ("region_id", ("pay",)),
    ("industry_id", ("region", "pay")),
    ("emerging_industry_id", ("region", "pay")),
    ("occupation_id", ("region", "pay")),
    ("education_min_id", ("region", "pay")),
    ("experience_min", ("region", "pay")),
    ("top_pay", ("region",)),
    (
        "for_veterans, for_dependents, for_veteran_graduates, for_fresh_graduates",
        ("region", "pay"),
    ),
    ("employment_type", ("region", "pay")),
    ("nature", ("region", "pay")),
    ("size", ("region", "pay")),
    ("date(published_at)", ("region", "pay")),
    ("region_id", ()),
)


def grouped(filters: PostingFilterSet) -> None:
    """Counts under the filters `region` and `pay`, both of which are chosen."""
    conditions = {
        "region": ("p.region_id IN ({})", filters.region_codes(is_nearby=False)),
        "pay": ("p.top_pay >= {}", [filters.chosen["pay"]]),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for kind in ("indexscan", "indexonlyscan", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{kind} = off")
        for column, kept in GROUPS:
            cursor.execute(*_query(column, [conditions[name] for name in kept]))
            cursor.fetchall()


def _query(column: str, conditions: list[tuple[str, list[Any]]]) -> tuple[str, list[Any]]:
    unindexed = "NOT INDEXED" if connection.vendor == "sqlite" else ""
    is_of_employer = column in {"nature", "size"}
    join = "JOIN jobs_employer e ON e.id = p.employer_id" if is_of_employer else ""
    where, params = ["p.status = 'published'", "p.expires_on >= %s"], [timezone.localdate()]
    for condition, values in conditions:
        where.append(condition.format(", ".join(["%s"] * len(values))))
        params += values
    shown = f"e.{column}" if is_of_employer else column.replace("region_id", "p.region_id")
    sql = (
        f"SELECT {shown}, count(*) FROM jobs_posting p {unindexed} {join} "
        f"WHERE {' AND '.join(where)} GROUP BY {shown}"
    )
    return sql, params
