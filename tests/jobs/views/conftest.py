"""A fair with one hall, one zone and as many employers as a test asks for."""

from dataclasses import dataclass

import pytest
from django.utils import timezone

from jobs.models import Employer, Fair, Posting, Venue, Zone
from tests.factories import (
    BoothFactory,
    EducationFactory,
    EmployerFactory,
    FairFactory,
    ParticipationFactory,
    PostingFactory,
    ReportedFigureFactory,
    VenueFactory,
    ZoneFactory,
)
from tests.factories.regions import region


@dataclass
class Hall:
    fair: Fair
    venue: Venue
    zone: Zone
    employers: list[Employer]
    postings: list[Posting]


@pytest.fixture
def three_places(db):
    """通州, 武清 and 廊坊, with 三河 and 广阳 in the last."""
    return [region(code) for code in ("110112", "120114", "131000", "131003", "131082")]


@pytest.fixture
def hall_with(three_places):
    """hall_with(3): three employers, each at a booth with one public post."""

    def make(count: int) -> Hall:
        fair = FairFactory()
        ReportedFigureFactory(fair=fair, measure="employers", value=173)
        zone = ZoneFactory(venue=VenueFactory(fair=fair))
        hall = Hall(fair, zone.venue, zone, [], [])
        for _ in range(count):
            posting = PostingFactory(employer=EmployerFactory(), education_min=EducationFactory())
            hall.employers.append(posting.employer)
            hall.postings.append(posting)
            ParticipationFactory(
                employer=posting.employer, booth=BoothFactory(zone=zone), postings=[posting]
            )
        return hall

    return make


@pytest.fixture
def today():
    """Today where the site is."""
    return timezone.localdate()
