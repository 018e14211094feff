"""How public lists narrow, order and load posts; PostingQuerySet builds on it."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Prefetch, Q, Value
from django.db.models.functions import Cast
from django.db.models.lookups import In, IsNull

from jobs.choices import Audience, EmploymentType, PostingStatus
from jobs.days import start_of
from jobs.models.employer import Employer
from jobs.models.fair import Fair
from jobs.models.participation import Participation
from jobs.models.plan_hints import Unindexed
from jobs.models.posting_indexes import NEWEST
from jobs.models.top_pay import TopPayQuerySet
from jobs.models.venue import Venue
from jobs.models.zone import Zone
from tongwulang.regions.choices import IndustryScheme
from tongwulang.regions.models import Industry

if TYPE_CHECKING:
    from jobs.models.posting import Posting


class PostingListing(TopPayQuerySet):
    """What every public list of posts needs."""

    def newest_first(self) -> Self:
        """By the moment of publishing, latest first; the id decides between equals."""
        return self.order_by(*(f"-{column}" for column in NEWEST))

    def with_ids(self, ids: Collection[int]) -> Self:
        """The posts with these ids."""
        return self.filter(pk__in=ids)

    def in_order_of(self, ids: list[int]) -> list["Posting"]:
        """The posts with these ids, in that order; ids that are gone are left out."""
        found = self.in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]

    def in_regions(self, codes: Collection[str]) -> Self:
        """Posts in these districts and counties."""
        if len(codes) == 1:
            return self.filter(region__in=codes)
        return self.filter(In(Unindexed("region_id"), sorted(codes))) if codes else self.none()

    def in_industry(self, industry: Industry) -> Self:
        """Posts of a GB/T 4754 section, or of an emerging industry."""
        if industry.scheme == IndustryScheme.EMERGING:
            return self.filter(emerging_industry=industry)
        return self.filter(industry=industry)

    def of_occupations(self, codes: Collection[str]) -> Self:
        """Posts of these occupations of 职业分类大典."""
        return self.filter(occupation__in=codes)

    def asking_for_education(self, codes: Collection[str | None]) -> Self:
        """Posts whose minimum education is one of these; None is 不限."""
        column = Unindexed("education_min_id")
        asked = Q(In(column, [code for code in codes if code is not None]))
        return self.filter(asked | Q(IsNull(column, True)) if None in codes else asked)

    def open_to_experience(self, years: int) -> Self:
        """Posts that ask for no more than so many years."""
        return self.filter(experience_min__lte=years)

    def paying_at_least(self, floor: int) -> Self:
        """Posts whose pay reaches `floor` (元/月): its upper end, else the base pay."""
        return self.filter(top_pay__gte=floor)

    def of_employment(self, kind: EmploymentType) -> Self:
        """Posts of this 用工形式."""
        return self.filter(employment_type=kind)

    def of_employers(self, employers: "models.QuerySet[Employer]") -> Self:
        """Posts of these employers."""
        return self.filter(In(Unindexed("employer_id"), employers.order_by().values("pk")))

    def published_since(self, day: dt.date) -> Self:
        """Posts published on this day (Asia/Shanghai) or later."""
        return self.filter(published_at__gte=start_of(day))

    def published_between(self, since: dt.datetime, until: dt.datetime) -> Self:
        """Posts published after the first moment and not after the second."""
        return self.filter(published_at__gt=since, published_at__lte=until)

    def at_fair(self, fair: Fair) -> Self:
        """Posts that an accepted employer brings to this fair."""
        return self._brought_by(Participation.objects.public().filter(fair=fair))

    def brought_to(self, fair: Fair) -> Self:
        """Posts that any employer brings to this fair, whether it has been accepted or not."""
        return self.filter(participations__fair=fair)

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

    def facts(
        self, ids: Collection[int] | None = None
    ) -> "models.QuerySet[Posting, tuple[Any, ...]]":
        """What approved posts are filtered by, one row a post, the oldest first: see
        jobs.live_facets.FACTS. Only these posts, if `ids` are given.

        The audiences come as one number with a bit for each: four booleans cost more than the rest.
        """
        posts = self if ids is None else self.with_ids(ids)
        approved = posts.filter(status=PostingStatus.PUBLISHED).order_by(*NEWEST)
        audiences: Any = Value(0)
        for place, audience in enumerate(Audience):
            audiences += Cast(f"for_{audience}", models.IntegerField()) * (1 << place)
        return approved.values_list(
            "pk",
            "region_id",
            "industry_id",
            "emerging_industry_id",
            "education_min_id",
            "experience_min",
            "top_pay",
            "employment_type",
            "occupation_id",
            "employer__nature",
            "employer__size",
            "expires_on",
            audiences,
            "published_at",
        )
