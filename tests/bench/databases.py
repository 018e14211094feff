"""Databases full of demo posts for benches, made once and kept: minutes for a million posts.

SQLite's is generated, from 200,000 posts on as copies of 100,000; PostgreSQL's gets the same rows
by COPY, so that both hold the same. Indexes and triggers are built when the rows are there. They
are kept in $BENCH_FOLDER (else the system's folder for temporary files) until somebody removes
them, and migrated when the project has moved on.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests import postgres

FOLDER = Path(os.environ.get("BENCH_FOLDER", Path(tempfile.gettempdir()) / "tongwulang-bench"))
APPS = ("regions", "accounts", "jobs", "auth", "contenttypes")
# Larger databases hold copies of so many posts.
COPIED = 100_000
# What a server of so many posts is given: memory for what is read often, costs of a disk without
# arms, and no compiling of queries that take milliseconds.
SERVER = "-c shared_buffers=1GB -c random_page_cost=1.1 -c jit=off"
# Filled by triggers, or by nothing here.
OWN = ("jobs_change", "jobs_requestwindow")


def sqlite_address(posts: int) -> str:
    """A SQLite database with so many posts; generates it if it is not there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"posts-{posts}.sqlite3"
    address = f"sqlite:///{path}"
    if path.exists():
        _migrate(address)
        return address
    _say(f"{posts:,} posts are generated on SQLite")
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    making_address = f"sqlite:///{making}"
    if posts < 2 * COPIED:
        manage(making_address, "migrate", "--verbosity=0")
        manage(making_address, "load_seeds")
        with _bare_posts(making):
            manage(making_address, "generate_demo", f"--postings={posts}")
    else:
        shutil.copyfile(sqlite_address(COPIED).removeprefix("sqlite:///"), making)
        with _bare_posts(making):
            run(making_address, "-m", "tests.bench.copies", str(posts // COPIED - 1))
    # Puts back the triggers, fills the search index and notes every row.
    manage(making_address, "migrate", "--verbosity=0")
    _analyze(making_address)
    making.rename(path)
    return address


@contextmanager
def _bare_posts(path: Path) -> Iterator[None]:
    """Inside, the table of posts has no indexes but the unique ones, and nothing has triggers."""
    with _opened(path) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'jobs_posting' "
            "AND type = 'index' AND sql LIKE 'CREATE INDEX%'"
        ).fetchall()
        for name, _sql in indexes:
            connection.execute(f'DROP INDEX "{name}"')
    yield
    with _opened(path) as connection:
        for _name, sql in indexes:
            connection.execute(sql)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Closed in the end, so that nothing is left in its log."""
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection


def _migrate(address: str) -> None:
    """Bring a kept database up to the project's migrations, if it is behind."""
    command = [sys.executable, "manage.py", "migrate", "--check"]
    if subprocess.run(command, env=environment(address), check=False).returncode:
        _say(f"{address.rsplit('/', 1)[-1]} is migrated")
        manage(address, "migrate", "--verbosity=0")
        _analyze(address)


def _analyze(address: str) -> None:
    manage(
        address,
        "shell",
        "--verbosity=0",
        "--command=from tongwulang.site.demo.planner_statistics import analyze; analyze()",
    )


@contextmanager
def postgres_server() -> Iterator[str]:
    """The benches' own server; its data stay."""
    with postgres.server(FOLDER / "postgres", SERVER) as address:
        yield address


def postgres_address(server: str, posts: int) -> str:
    """A PostgreSQL database with the rows of SQLite's; copies them if it is not there."""
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is measured

    source, name = sqlite_address(posts), f"posts_{posts}"
    address = server.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone():
            _migrate(address)
            _vacuum(address)
            return address
        _say(f"{posts:,} posts are copied to PostgreSQL")
        making = f"{name}_making"
        connection.execute(f"DROP DATABASE IF EXISTS {making}")
        connection.execute(f"CREATE DATABASE {making}")
        making_address = server.rsplit("/", 1)[0] + f"/{making}"
        manage(making_address, "migrate", "--verbosity=0")
        _copy(Path(source.removeprefix("sqlite:///")), making_address)
        manage(making_address, "migrate", "--verbosity=0")
        connection.execute(f"ALTER DATABASE {making} RENAME TO {name}")
    return address


def _vacuum(address: str) -> None:
    """As a server does by itself that is not stopped after minutes: earlier benches have left rows
    behind, and the search index what it has not put in its place."""
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is measured

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM")


def _copy(source: Path, address: str) -> None:
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is measured

    with psycopg.connect(address, autocommit=True) as to, _opened(source) as rows:
        # No trigger and no foreign key asks about rows that come in any order.
        to.execute("SET session_replication_role = replica")
        to.execute("SET maintenance_work_mem = '512MB'")
        indexes = to.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'jobs_posting' "
            "AND indexdef LIKE 'CREATE INDEX%'"
        ).fetchall()
        for name, _sql in indexes:
            to.execute(f'DROP INDEX "{name}"')
        tables = to.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        for (table,) in tables:
            if table.partition("_")[0] in APPS and table not in OWN:
                _copy_table(to, rows, table)
        for _name, sql in indexes:
            to.execute(sql)
        to.execute("VACUUM ANALYZE")


def _copy_table(to: Any, rows: sqlite3.Connection, table: str) -> None:
    columns = to.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_name = %s AND table_schema = 'public' ORDER BY ordinal_position",
        [table],
    ).fetchall()
    names = ", ".join(f'"{name}"' for name, _type in columns)
    to.execute(f'TRUNCATE "{table}" CASCADE')
    readers = [_READERS.get(kind) for _name, kind in columns]
    with to.cursor().copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows.execute(f'SELECT {names} FROM "{table}"'):
            copy.write_row(
                [
                    reader(value) if reader and value is not None else value
                    for reader, value in zip(readers, row, strict=True)
                ]
            )
    if any(name == "id" for name, _type in columns):
        to.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) "
            f'FROM "{table}" HAVING max(id) IS NOT NULL '
            f"AND pg_get_serial_sequence('{table}', 'id') IS NOT NULL"
        )


def _tsvector(stored: str) -> str:
    from jobs.search import postgres as engine  # noqa: PLC0415 - plain code, no Django

    if not stored:
        return ""
    title, text, keys = (part.split() for part in json.loads(stored))
    return engine.column(_Stored(title, text, keys))


class _Stored:
    """A search document as its tokens."""

    def __init__(self, title: list[str], text: list[str], keys: list[str]) -> None:
        self.title_tokens, self.text_tokens, self.keys = title, text, keys


def _moment(text: str) -> str:
    return f"{text}+00"


_READERS: dict[str, Any] = {
    "boolean": bool,
    "tsvector": _tsvector,
    "timestamp with time zone": _moment,
}


def manage(address: str, *command: str) -> None:
    """manage.py with this database; exits with what it says if it fails."""
    run(address, "manage.py", *command)


def run(address: str, *command: str) -> None:
    """Python with this database; exits with what it says if it fails."""
    done = subprocess.run(
        [sys.executable, *command],
        env=environment(address),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr or done.stdout)


def environment(address: str) -> dict[str, str]:
    """The environment of a process that uses this database."""
    return {
        **os.environ,
        "DATABASE_URL": address,
        "DEMO": "true",
        "STATIC_ROOT": str(FOLDER / "static"),
        "SECRET_KEY": "bench" * 10,
        "DJANGO_SETTINGS_MODULE": "tongwulang.settings",
    }


def _say(text: str) -> None:
    print(f"{text} …", file=sys.stderr, flush=True)
