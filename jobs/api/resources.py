"""A resource: which rows are public, what is said of them, and how their list is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django_filters import FilterSet

from jobs.api.documents import Document
from jobs.api.orders import Order


@dataclass(frozen=True)
class Expansion:
    """A document put into another: `field` of the outer one names it, by its key.

    `is_many`: the field is a list of keys, and so a list of documents is put in.
    """

    document: type[Document]
    rows: Callable[[], QuerySet[Any]]
    field: str
    is_many: bool = False


@dataclass(frozen=True, eq=False)
class Resource:
    """What the list and the single address of a resource need to know.

    `ended` are rows that were public once and are not any more (410 instead of 404).
    """

    name: str
    label: str
    document: type[Document]
    public: Callable[[], QuerySet[Any]]
    orders: Mapping[str, Order]
    filterset: type[FilterSet] | None = None
    expansions: Mapping[str, Expansion] = field(default_factory=dict)
    ended: Callable[[], QuerySet[Any]] | None = None
    # Filters that a mirror may use: what they let through changes only with a note of the change.
    mirrored_by: frozenset[str] = frozenset()
    # Rows that leave the public by their date alone, without a write.
    run_out: Callable[[Any, Any], QuerySet[Any]] | None = None
    # Counts what a FilterSet lets through, without asking the database for each.
    measured: Callable[[Any], Any] | None = None
    # Facet to its groups, given what `measured` made.
    facets: Mapping[str, Callable[[Any], list[dict[str, Any]]]] = field(default_factory=dict)
    # Keys of what a FilterSet with a query lets through, most relevant first.
    ranked: Callable[[Any], list[Any]] | None = None

    @property
    def key(self) -> str:
        return self.document.KEY

    @property
    def orderings(self) -> tuple[str, ...]:
        """The names of the orders, the default first."""
        return (*self.orders, *(("relevance",) if self.ranked else ()))

    @property
    def default_order(self) -> str:
        return next(iter(self.orders))
