"""Applicants, what they are proved to be, and what they applied for."""

import factory

from jobs.models import Applicant, Application, AudienceClaim
from tests.factories.accounts import OrganizationFactory
from tests.factories.posting import PostingFactory
from tests.factories.regions import RegionFactory


class ApplicantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Applicant

    name = factory.Sequence(lambda n: f"求职者{n}")
    region = factory.SubFactory(RegionFactory)
    organization = factory.SubFactory(OrganizationFactory)


class AudienceClaimFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AudienceClaim

    applicant = factory.SubFactory(ApplicantFactory)
    kind = "veteran"


class ApplicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Application

    applicant = factory.SubFactory(ApplicantFactory)
    posting = factory.SubFactory(PostingFactory)
