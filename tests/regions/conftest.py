"""The real code tables, loaded once a module and rolled back after it."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tongwulang.site.seed_tables import load_seeds


@pytest.fixture(scope="module")
def loaded_seeds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        list(load_seeds(settings.BASE_DIR / "seeds"))
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def code_tables(loaded_seeds: None, db: None) -> None:
    """Every test here reads the real code tables."""
