"""Counts of related rows as a subquery: only for the rows shown, and without GROUP BY."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many of `rows` name the outer row in their foreign key `by`; 0 for none.

    A joined Count would group the whole table, lose the model's ordering, and multiply when
    two are counted at once.
    """
    counted = rows.order_by().filter(**{by: OuterRef("pk")}).values(by).annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0, output_field=IntegerField())
