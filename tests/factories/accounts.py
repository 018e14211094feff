"""People who log in, and the bureaus that they work for."""

import datetime as dt

import factory

from tests.factories.regions import RegionFactory
from tongwulang.accounts.actions import integrators
from tongwulang.accounts.choices import Scope
from tongwulang.accounts.models import (
    Integrator,
    Membership,
    Notice,
    Organization,
    PhoneHandover,
    User,
)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.invalid")
    name = factory.Sequence(lambda n: f"用户{n}")


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organization
        django_get_or_create = ("region", "kind")

    region = factory.SubFactory(RegionFactory, code="131000")
    kind = "hr"
    name = factory.LazyAttribute(lambda o: f"{o.region.name}{o.kind}局")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory, is_staff=True)
    organization = factory.SubFactory(OrganizationFactory)
    joined_on = dt.date(2026, 1, 5)


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice
        django_get_or_create = ("kind", "version")

    kind = "privacy"
    version = 1
    title = "隐私告知"
    body = "收集什么，做什么用，保存多久。"
    effective_on = dt.date(2026, 1, 1)


class PhoneHandoverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PhoneHandover

    user = factory.SubFactory(UserFactory)
    reason = "已当面核对"
    requested_by = factory.SubFactory(UserFactory, is_staff=True)


class IntegratorFactory(factory.django.DjangoModelFactory):
    """A system that may read everything there is, let in as a platform admin does."""

    class Meta:
        model = Integrator

    organization = factory.SubFactory(OrganizationFactory)
    name = "区就业平台"
    scopes = tuple(Scope)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return integrators.register(**kwargs)
