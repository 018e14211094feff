"""The cast of people that the tests speak of."""

import time

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from hypothesis import settings

from jobs import live_facets
from jobs.api.answers import bodies
from jobs.api.limits import limits
from jobs.views import posting_cards
from jobs.views.kept_pages import pages
from tests import factories
from tests.factories import MembershipFactory, OrganizationFactory, RegionFactory, UserFactory
from tests.log_watch import no_phones_logged
from tongwulang.accounts.middleware import LAST_SEEN

# How long an example takes says how busy the machine is.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_configure():
    """Passwords and secrets are hashed cheaply here: slowly, it was a fifth of a second of every
    set-up with a system of a bureau, minutes of the whole run. The site keeps Django's own."""
    cheap = "django.contrib.auth.hashers.MD5PasswordHasher"
    django_settings.PASSWORD_HASHERS = [cheap, *django_settings.PASSWORD_HASHERS]


DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "site"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Files that take longest begin first: at the end one of them would keep the others waiting.

    What asks no database says the same whichever there is.
    """
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    for item in items:
        if not item.get_closest_marker("django_db") and DATABASE_FIXTURES.isdisjoint(
            item.fixturenames
        ):
            item.add_marker(pytest.mark.once)


@pytest.fixture(autouse=True)
def fresh_process():
    """A test's rows are rolled back: answers kept of them and requests counted go with them."""
    bodies.forget()
    limits.forget()
    live_facets.forget()
    posting_cards.forget()
    pages.forget()


@pytest.fixture(autouse=True)
def numbers_from_nought():
    """The names of a test's rows are the same wherever in the run it stands."""
    for name in factories.__all__:
        getattr(factories, name).reset_sequence(0, force=True)


@pytest.fixture(autouse=True)
def no_phone_in_logs():
    """Whatever a test is about, it fails if a whole mobile number is logged meanwhile."""
    with no_phones_logged():
        yield


class ProvedClient(Client):
    """A browser whose people have proved everything the site asks of them, just now.

    `force_login(person, proved=())` leaves the session without any proof.
    """

    def force_login(self, user, backend=None, *, proved=("password", "mfa")):
        super().force_login(user, backend)
        session = self.session
        session["account_authentication_methods"] = [
            {"method": method, "at": time.time()} for method in proved
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session[LAST_SEEN] = time.time()
        session.save()


@pytest.fixture
def client():
    """In place of pytest-django's: organizers come in with their second factor."""
    return ProvedClient()


def organizer_of(code: str, kind: str = "hr"):
    """Staff of the bureau of this kind in the place with this code."""
    bureau = OrganizationFactory(region=RegionFactory(code=code), kind=kind)
    return MembershipFactory(organization=bureau).user


@pytest.fixture
def platform_admin(db):
    return UserFactory(is_staff=True, is_superuser=True)


@pytest.fixture
def tongzhou_organizer(db):
    return organizer_of("110112")


@pytest.fixture
def wuqing_organizer(db):
    return organizer_of("120114")


@pytest.fixture
def langfang_organizer(db):
    return organizer_of("131000")


@pytest.fixture
def langfang_veterans_organizer(db):
    return organizer_of("131000", kind="veterans")


@pytest.fixture
def former_organizer(db):
    """Left the bureau of 廊坊: every right is gone, the account is not."""
    bureau = OrganizationFactory()
    return MembershipFactory(organization=bureau, left_on="2026-06-30").user


@pytest.fixture
def seeker(db):
    """Somebody with an account and no role."""
    return UserFactory()


def pytest_report_header():
    """Says on which database this run is, so that nobody mistakes one for the other."""
    return f"database: {connection.vendor}"
