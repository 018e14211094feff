"""Fairs, their halls, and the employers at them."""

import datetime as dt

import factory
from django.utils import timezone

from jobs.models import (
    Booth,
    Fair,
    FairSeries,
    HallStaff,
    Participation,
    ReportedFigure,
    Venue,
    Zone,
)
from tests.factories.accounts import OrganizationFactory, UserFactory
from tests.factories.employer import EmployerFactory
from tests.factories.regions import RegionFactory


class FairSeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FairSeries
        django_get_or_create = ("name",)

    name = "测试系列"


class FairFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Fair

    series = factory.SubFactory(FairSeriesFactory)
    name = factory.Sequence(lambda n: f"第 {n} 场招聘会")
    slug = factory.Sequence(lambda n: f"fair-{n}")
    year = 2026
    organization_plan_on = dt.date(2026, 9, 1)
    emergency_plan_on = dt.date(2026, 9, 1)
    security_plan_on = dt.date(2026, 9, 1)
    status = "published"
    announced_at = factory.LazyAttribute(
        lambda fair: None if fair.status == "draft" else timezone.now()
    )


class ReportedFigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportedFigure

    fair = factory.SubFactory(FairFactory)
    measure = "employers"
    value = 173
    source = "测试报道"


class VenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Venue

    fair = factory.SubFactory(FairFactory)
    region = factory.SubFactory(RegionFactory, code="131000")
    name = factory.Sequence(lambda n: f"第 {n} 会场")


class ZoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Zone

    venue = factory.SubFactory(VenueFactory)
    code = factory.Sequence(lambda n: f"Z{n}")
    name = "装备制造"


class BoothFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Booth

    zone = factory.SubFactory(ZoneFactory)
    number = factory.Sequence(lambda n: f"A{n:03d}")


class ParticipationFactory(factory.django.DjangoModelFactory):
    """An accepted employer, without booth; ParticipationFactory(booth=booth) takes its hall too."""

    class Meta:
        model = Participation
        skip_postgeneration_save = True

    employer = factory.SubFactory(EmployerFactory)
    booth = None
    venue = factory.LazyAttribute(lambda o: o.booth.zone.venue if o.booth else None)
    fair = factory.LazyAttribute(lambda o: o.venue.fair if o.venue else FairFactory())
    organization = factory.SelfAttribute("employer.organization")
    status = "accepted"

    @factory.post_generation
    def postings(self, create, extracted, **kwargs):
        if extracted:
            self.postings.set(extracted)


class HallStaffFactory(factory.django.DjangoModelFactory):
    """On duty today and tomorrow unless other days are named."""

    class Meta:
        model = HallStaff

    venue = factory.SubFactory(VenueFactory)
    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyAttribute(lambda o: o.starts_on + dt.timedelta(days=1))
