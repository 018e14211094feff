"""What the filters of a request let through: how many, which keys a page has, what they say."""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from jobs.api import expanding
from jobs.api.asked import Asked, filtered
from jobs.row_counts import counted

Place = tuple[Any, ...]  # the values of an order's columns in one row, the last its key


class Found:
    """By plain queries: right for every resource, and fast for those that have few rows."""

    def __init__(self, asked: Asked) -> None:
        """Raises RefusedError for filters with bad values."""
        self.asked = asked
        self.resource = asked.resource

    @cached_property
    def rows(self) -> QuerySet[Any]:
        if self.resource.filterset is None:
            return self.resource.public()
        return filtered(self.resource, self.asked.filters).qs

    def count(self) -> tuple[int, bool]:
        """How many there are, and whether that is exact."""
        return counted(self.rows)

    def places(self, after: Place | None, most: int) -> list[Place]:
        """The next so many in the order that is asked for."""
        order = self.resource.orders[self.asked.ordering]
        rows = self.rows if after is None else order.after(self.rows, after)
        return list(order.sorted(rows).values_list(*order.paths)[:most])

    def read(self, keys: list[Any], site: str) -> dict[Any, Any]:
        """The documents with these keys, each ready to be encoded; without those that are gone."""
        return expanding.read(self.asked, keys, site)


class RankedFound(Found, ABC):
    """Of a resource that says `is_ranked` and has facets."""

    @abstractmethod
    def ranked(self) -> list[Any]:
        """Keys by relevance, the best first."""

    @abstractmethod
    def facet(self, name: str) -> list[dict[str, Any]]:
        """The groups of a facet, as the API shows them."""
