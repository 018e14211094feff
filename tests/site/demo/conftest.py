"""The demo at its default scale, generated once a module and rolled back after it."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tongwulang.site.seed_tables import load_seeds


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The code tables, bureaus and fairs that the generator builds on."""
    with django_db_blocker.unblock(), transaction.atomic():
        list(load_seeds(settings.BASE_DIR / "seeds"))
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def default_demo(seeded: None, django_db_blocker: DjangoDbBlocker) -> None:
    """`manage.py generate_demo` as `make demo` runs it."""
    with django_db_blocker.unblock():
        call_command("generate_demo", stderr=StringIO())
