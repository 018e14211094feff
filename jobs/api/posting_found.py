"""How pages of posts are found among any number of posts: by the bitmaps in memory."""

import datetime as dt
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import QuerySet

from jobs import live_facets
from jobs.api.asked import filtered
from jobs.api.found import Place, RankedFound
from jobs.api.kept_documents import KeptDocuments
from jobs.api.posting_facets import FACETS
from jobs.api.resources import Resource
from jobs.filter_masks import Masked, PostingMasks, ids_by_relevance
from jobs.filters import PostingFilterSet

# So many posts are sorted faster than they are found among all others by id.
FEW = 500

_documents = KeptDocuments()


class PostingsFound(RankedFound):
    """Public posts, as of one reading of the noted changes."""

    @cached_property
    def facets(self) -> live_facets.LiveFacets:
        return live_facets.current()

    @cached_property
    def filterset(self) -> PostingFilterSet:
        filters = self.asked.filters
        # A search looks up names of employers, which change by themselves.
        if "q" in filters:
            return _filterset(self.resource, filters)
        facets = self.facets
        return _known_filterset(
            self.resource, tuple(filters.items()), facets.surroundings, facets.day
        )

    @cached_property
    def masks(self) -> PostingMasks:
        return PostingMasks(self.filterset, self.facets)

    @property
    def found(self) -> Masked:
        return self.masks.without()

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """For the one order that the bitmaps do not have, by id."""
        found = self.found
        if not found.is_exact or found.total > FEW:
            return self.filterset.qs
        return self.resource.public().filter(pk__in=[pk for _moment, pk in found.newest(0, FEW)])

    def count(self) -> tuple[int, bool]:
        return self.found.total, self.found.is_exact

    def places(self, after: Place | None, most: int) -> list[Place]:
        match self.asked.ordering:
            case "newest":
                return [*self.found.newest(0, most, after)]
            case "pay":
                return [*self.found.best_paid(0, most, after)]
            case "expiry":
                return [*self.found.soonest(0, most, after)]
        return super().places(after, most)

    def ranked(self) -> list[Any]:
        return ids_by_relevance(self.filterset.query, self.found)

    def facet(self, name: str) -> list[dict[str, Any]]:
        return FACETS[name](self.masks)

    def read(self, keys: list[Any], site: str) -> dict[Any, Any]:
        """Each document is made once for as long as nothing in it changes."""
        shape = (site, self.asked.params.get("fields"), self.asked.params.get("expand"))
        facets = self.facets
        versions = {
            key: (key, facets.generation_of(key), facets.surroundings, *shape) for key in keys
        }
        return _documents.of(
            versions, lambda unknown: super(PostingsFound, self).read(unknown, site)
        )


def _filterset(resource: Resource, filters: dict[str, str]) -> PostingFilterSet:
    found: PostingFilterSet = filtered(resource, filters)
    return found


@lru_cache(maxsize=2_000)
def _known_filterset(
    resource: Resource, filters: tuple[tuple[str, str], ...], surroundings: int, day: dt.date
) -> PostingFilterSet:
    """The same for as long as regions, fairs and the other tables that filters name stay."""
    return _filterset(resource, dict(filters))
