"""Posts: published and open unless a test says otherwise."""

import datetime as dt

import factory
from django.utils import timezone

from jobs.models import Posting, PostingRevision
from tests.factories.accounts import UserFactory
from tests.factories.employer import EmployerFactory
from tests.factories.regions import IndustryFactory, RegionFactory


class DraftFactory(factory.django.DjangoModelFactory):
    """A draft with all that the law requires."""

    class Meta:
        model = Posting

    employer = factory.SubFactory(EmployerFactory)
    title = factory.Sequence(lambda n: f"数控车工{n}")
    industry = factory.SubFactory(IndustryFactory)
    headcount = 3
    duties = "按图纸编程、装夹并完成首件检验。"
    base_pay = 4000
    salary_min = 6500
    salary_max = 9000
    region = factory.SubFactory(RegionFactory)
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=30))


class PostingFactory(DraftFactory):
    """An approved, public post."""

    status = "published"
    published_at = factory.LazyFunction(timezone.now)
    reviewed_at = factory.LazyFunction(timezone.now)
    reviewed_by = factory.SubFactory(UserFactory)

    class Params:
        expired = factory.Trait(
            expires_on=factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=1))
        )
        closed = factory.Trait(
            status="closed",
            closed_at=factory.LazyFunction(timezone.now),
            closed_by=factory.SubFactory(UserFactory),
        )


class PostingRevisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PostingRevision

    posting = factory.SubFactory(PostingFactory)
    values = factory.LazyFunction(lambda: {"headcount": 9})
    proposed_by = factory.SubFactory(UserFactory)
