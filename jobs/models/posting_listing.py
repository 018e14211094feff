"""How public lists narrow, load and count posts; PostingQuerySet builds on it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Prefetch, Q

from jobs.choices import Audience
from jobs.models.fair import Fair
from jobs.models.participation import Participation
from jobs.models.search_field import SearchedQuerySet
from jobs.models.venue import Venue
from jobs.models.zone import Zone
from tongwulang.regions.models import Industry, Region

if TYPE_CHECKING:
    from jobs.models.posting import Posting


class PostingListing(SearchedQuerySet["Posting"]):
    """What every public list of posts needs."""

    def newest_first(self) -> Self:
        """By the moment of publishing, latest first; the id decides between equals."""
        return self.order_by("-published_at", "-id")

    def best_paid_first(self) -> Self:
        """By the upper end of pay, highest first; unknown pay last, then the newest."""
        return self.order_by(F("salary_max").desc(nulls_last=True), "-published_at", "-id")

    def in_order_of(self, ids: list[int]) -> list["Posting"]:
        """The posts with these ids, in that order; ids that are gone are left out."""
        found = self.in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]

    def within(self, region: Region) -> Self:
        """Posts in this region and everything below it."""
        return self.filter(region__in=Region.objects.within(region.code))

    def in_industry(self, industry: Industry) -> Self:
        """Posts of a GB/T 4754 section, or of an emerging industry."""
        return self.filter(Q(industry=industry) | Q(emerging_industry=industry))

    def at_fair(self, fair: Fair) -> Self:
        """Posts that an accepted employer brings to this fair."""
        return self._brought_by(Participation.objects.public().filter(fair=fair))

    def at_venue(self, venue: Venue) -> Self:
        """Posts that an accepted employer brings to this hall."""
        return self._brought_by(Participation.objects.public().filter(venue=venue))

    def at_zone(self, zone: Zone) -> Self:
        """Posts that an accepted employer brings to a booth of this zone."""
        return self._brought_by(Participation.objects.public().filter(booth__zone=zone))

    def _brought_by(self, participations: "models.QuerySet[Participation]") -> Self:
        return self.filter(pk__in=participations.values("postings"))

    def with_card(self) -> Self:
        """Loads what a card shows; `at_fairs` lists the public participations, hall first."""
        return (
            self.select_related("employer", "education_min", "region__parent", "region__place")
            .prefetch_related(
                Prefetch(
                    "participations",
                    Participation.objects.public().select_related("fair", "venue", "booth"),
                    to_attr="at_fairs",
                )
            )
            .defer("search", "employer__search")
        )

    def with_detail(self) -> Self:
        """Loads what a post's own page shows beside its card."""
        return self.select_related(
            "employer__industry",
            "employer__region__parent",
            "employer__region__place",
            "occupation",
            "industry",
            "emerging_industry",
            "insurance_region__parent",
            "insurance_region__place",
        ).prefetch_related("majors")

    def counts_by(self, *fields: str) -> Iterable[dict[str, Any]]:
        """One row for each value of the fields that occurs, with `count`; the most posts first."""
        return (
            self.order_by().values(*fields).annotate(count=Count("pk")).order_by("-count", *fields)
        )

    def audience_counts(self) -> dict[str, int]:
        """How many posts name each audience."""
        return self.order_by().aggregate(
            **{
                str(audience): Count("pk", filter=Q((f"for_{audience}", True)))
                for audience in Audience
            }
        )
