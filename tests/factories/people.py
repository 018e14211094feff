"""Applicants, what they are proved to be, and what they applied for."""

import datetime as dt

import factory

from jobs.models import (
    Applicant,
    Application,
    AudienceClaim,
    Disclosure,
    EmployerBlock,
    Look,
    PostingMark,
    Resume,
    RetentionRule,
    SavedSearch,
)
from tests.factories.accounts import NoticeFactory, OrganizationFactory, UserFactory
from tests.factories.employer import EmployerFactory
from tests.factories.posting import PostingFactory
from tests.factories.regions import RegionFactory
from tongwulang.accounts.models import Consent


class ApplicantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Applicant

    name = factory.Sequence(lambda n: f"求职者{n}")
    region = factory.SubFactory(RegionFactory)
    organization = factory.SubFactory(OrganizationFactory)


class SeekerFactory(ApplicantFactory):
    """Somebody who registered alone, with what it takes to apply."""

    user = factory.SubFactory(UserFactory)
    name = "欧阳建国"
    phone = "+8613800138000"
    birth_year = 1990
    birth_month = 5


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


class LookFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Look

    applicant = factory.SubFactory(ApplicantFactory)
    by = factory.SubFactory(UserFactory)
    capacity = "廊坊市人社局"


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    user = factory.SubFactory(UserFactory)
    notice = factory.SubFactory(NoticeFactory, kind="application")


class DisclosureFactory(factory.django.DjangoModelFactory):
    """What an application gave, because of a consent that holds."""

    class Meta:
        model = Disclosure

    application = factory.SubFactory(ApplicationFactory)
    applicant = factory.SelfAttribute("application.applicant")
    employer = factory.SelfAttribute("application.posting.employer")
    consent = factory.SubFactory(ConsentFactory)
    purpose = "评估是否适合岗位，并答复投递"
    fields = factory.LazyFunction(lambda: ["name", "phone", "resume"])


class ResumeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Resume

    applicant = factory.SubFactory(ApplicantFactory)
    name = "简历"
    kind = "pdf"
    content = b"%PDF-1.4"
    size = factory.LazyAttribute(lambda resume: len(resume.content))


class RetentionRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RetentionRule
        django_get_or_create = ("record", "valid_from")

    record = "application"
    months = 36
    valid_from = dt.date(2026, 1, 1)
    source = "个人信息保护法第五十五条"


class PostingMarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PostingMark

    user = factory.SubFactory(UserFactory)
    posting = factory.SubFactory(PostingFactory)
    kind = "favourite"


class EmployerBlockFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EmployerBlock

    user = factory.SubFactory(UserFactory)
    employer = factory.SubFactory(EmployerFactory)


class SavedSearchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedSearch

    user = factory.SubFactory(UserFactory)
    name = "焊工"
    query = factory.Sequence(lambda n: f"pay={3000 + n}")
