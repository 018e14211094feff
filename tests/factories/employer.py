"""Employers: verified unless a test says otherwise."""

import datetime as dt

import factory
from django.utils import timezone

from jobs.models import Employer, EmployerMember
from jobs.uscc import check_character
from tests.factories.accounts import OrganizationFactory, UserFactory
from tests.factories.regions import IndustryFactory, RegionFactory


def uscc(number: int) -> str:
    """A well-formed code that differs for every number."""
    first_17 = f"91131000YY{number:07d}"
    return first_17 + check_character(first_17)


class EmployerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Employer

    name = factory.Sequence(lambda n: f"测试单位第 {n} 号")
    uscc = factory.Sequence(uscc)
    nature = "private"
    size = "100-499"
    industry = factory.SubFactory(IndustryFactory)
    region = factory.SubFactory(RegionFactory)
    organization = factory.SubFactory(OrganizationFactory)
    status = "verified"
    verified_at = factory.LazyFunction(timezone.now)
    verified_by = factory.SubFactory(UserFactory)

    class Params:
        unverified = factory.Trait(status="unverified", verified_at=None, verified_by=None)


class EmployerMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EmployerMember

    employer = factory.SubFactory(EmployerFactory)
    user = factory.SubFactory(UserFactory)
    joined_on = dt.date(2026, 1, 5)
