"""A database of its own for an evaluation: a temporary SQLite file, gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def scratch_database() -> Iterator[None]:
    """Inside, the default database is an empty, migrated SQLite file; the real one is untouched."""
    settings = connections.settings[DEFAULT_DB_ALIAS]
    former, connection = dict(settings), connections[DEFAULT_DB_ALIAS]
    with tempfile.TemporaryDirectory(prefix="evaluation-") as folder:
        settings.update(_sqlite(Path(folder) / "scratch.sqlite3"))
        connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
        try:
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            yield
        finally:
            connections[DEFAULT_DB_ALIAS].close()
            settings.clear()
            settings.update(former)
            connections[DEFAULT_DB_ALIAS] = connection


def _sqlite(path: Path) -> dict[str, Any]:
    # Nothing here outlives the command: no reason to wait for the disk.
    options = {"init_command": "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
    }
