"""Liveness and readiness."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler

from tongwulang.site import health


def test_livez_asks_nothing_of_the_database(client):
    answer = client.get("/livez")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_readyz_when_migrated(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_names_a_waiting_migration(client):
    newest = MigrationLoader(connection).graph.leaf_nodes("jobs")[0]
    MigrationRecorder(connection).record_unapplied(*newest)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"status": "migrations_waiting"})


@pytest.mark.django_db
def test_readyz_names_an_unreachable_database(client, monkeypatch):
    monkeypatch.setattr(health, "connection", unreachable_connection())

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"status": "database_unreachable"})


def unreachable_connection():
    """A real connection object whose server or file is not there."""
    return ConnectionHandler(
        {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/nonexistent/folder/db"}}
    )["default"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_is_read_only(client, path):
    assert client.post(path).status_code == 405
