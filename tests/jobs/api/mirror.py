"""The sample client: mirrors everything that is public by polling, as an integrator would.

All it keeps beside the documents is one word for each resource. A page may be applied twice, and
`removed` may name what was never here.
"""

import time
from dataclasses import dataclass, field
from typing import Any

from jobs.models import Change

KEYS = {
    "postings": "id",
    "employers": "id",
    "fairs": "slug",
    "venues": "id",
    "participations": "id",
    "regions": "code",
    "industries": "code",
    "occupations": "code",
}


@dataclass
class Mirror:
    """`integrator.pages(path, **params)` gives the pages of a list."""

    integrator: Any
    page_size: int = 100
    filters: dict[str, str] = field(default_factory=dict)
    documents: dict[str, dict[Any, Any]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def sync(self) -> None:
        """Bring every resource up to date."""
        for resource in KEYS:
            for _page in self.walk(resource):
                pass

    def walk(self, resource: str):
        """Bring one up to date page by page; something may happen between two of them."""
        key, kept = KEYS[resource], self.documents.setdefault(resource, {})
        since = self.tokens.get(resource, "start")
        for page in self.integrator.pages(
            f"{resource}/", updated_since=since, page_size=self.page_size, **self.filters
        ):
            kept.update((document[key], document) for document in page["results"])
            for gone in page["removed"]:
                kept.pop(gone, None)
            yield page
        self.tokens[resource] = page["updated_until"]


def settled():
    """Waits for the transactions of other tests on the same PostgreSQL server, which are younger
    than ours: a reader stops below the oldest that is still writing, whosever it is."""
    while Change.objects.filter(sequence__gte=Change.objects.horizon()).exists():
        time.sleep(0.005)
