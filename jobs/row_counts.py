"""Counts that stay cheap: of related rows without GROUP BY, and of a list up to a bound."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

# Counts of lists are exact up to here.
COUNTED = 10_000


def counted(rows: QuerySet[Any]) -> tuple[int, bool]:
    """(how many, whether that is exact): counting ends at `COUNTED`."""
    count = rows.order_by()[: COUNTED + 1].count()
    return min(count, COUNTED), count <= COUNTED


def count_of(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many of `rows` name the outer row in their foreign key `by`; 0 for none.

    A joined Count would group the whole table, lose the model's ordering, and multiply when
    two are counted at once.
    """
    counted = rows.order_by().filter(**{by: OuterRef("pk")}).values(by).annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0, output_field=IntegerField())
