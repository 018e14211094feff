"""A resource: which rows are public, what is said of them, and how their list is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django_filters import FilterSet

from jobs.api.documents import Document
from jobs.api.orders import Order

if TYPE_CHECKING:
    from jobs.api.asked import Asked
    from jobs.api.found import Found


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
    # Groups in which rows can be counted.
    facets: tuple[str, ...] = ()
    # Whether a search is ordered by relevance.
    is_ranked: bool = False
    # A better way to find the rows of a page than by plain queries (jobs/api/found.py).
    found: Callable[["Asked"], "Found"] | None = None

    @property
    def key(self) -> str:
        return self.document.KEY

    @property
    def orderings(self) -> tuple[str, ...]:
        """The names of the orders, the default first."""
        return (*self.orders, *(("relevance",) if self.is_ranked else ()))

    @property
    def default_order(self) -> str:
        return next(iter(self.orders))
