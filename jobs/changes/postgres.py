"""Notes of changes on PostgreSQL: numbered by the transaction that made them.

A transaction may commit long after a later one has. Readers therefore stop below the oldest
transaction that is still writing: nothing can appear there any more.
"""

import time
from typing import Any

from django.db import InterfaceError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from jobs.changes.marks import EVERY_KEY, MARKS, TABLE, UNSEEN, note

OWN = "pg_current_xact_id()::text::bigint"
NOW = "clock_timestamp()"
OLDEST_WRITING = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the functions and triggers anew; if any was missing, everything counts as changed.

    So it does after a restore into another server, whose transactions start from a lower number.
    """
    is_whole = not missing_parts(connection)
    with connection.cursor() as cursor:
        for table in MARKS:
            cursor.execute(_function(table))
            cursor.execute(
                f'CREATE OR REPLACE TRIGGER "{table}_noted" AFTER INSERT OR UPDATE OR DELETE '
                f'ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{table}_noted"()'
            )
        cursor.execute(f"SELECT EXISTS (SELECT FROM {TABLE} WHERE sequence > {OWN})")  # noqa: S608
        is_foreign = cursor.fetchone()[0]
    if is_foreign or not is_whole:
        note_everything(connection)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Nothing to take away: these triggers stand through a migration."""


def missing_parts(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that are not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        present = {name for (name,) in cursor.fetchall()}
    return [f"{table}_noted" for table in MARKS if f"{table}_noted" not in present]


def note_everything(connection: BaseDatabaseWrapper) -> None:
    """Note every row of every resource as changed, and what has been noted of rows since gone."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET sequence = {OWN}, changed_at = {NOW}")  # noqa: S608
        for resource, keys in EVERY_KEY.items():
            cursor.execute(note(resource, keys, sequence=OWN, moment=NOW))


def horizon(connection: BaseDatabaseWrapper) -> int:
    """Every change that is noted below this number has been committed, and none will be added."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {OLDEST_WRITING}")
        return int(cursor.fetchone()[0])


def reading(connection: Any, known: str) -> str:
    """A word for what is noted now: the same as `known` as long as nothing has changed.

    The word is a snapshot of which transactions have ended; others than those that change what
    the public reads end all the time, and do not count.
    """
    if connection.connection is None or connection.health_check_done:
        return _reading(connection, known)
    # The first question of a request tells by itself whether the connection still works; SELECT 1
    # before it would take as long again as all the rest of a page that is kept.
    connection.health_check_done = True
    try:
        return _reading(connection, known)
    except (OperationalError, InterfaceError):
        if connection.is_usable():
            raise
        connection.close()
        return _reading(connection, known)


def _reading(connection: BaseDatabaseWrapper, known: str) -> str:
    with connection.cursor() as cursor:
        if known:
            where, params = unread(known)
            cursor.execute(f"SELECT EXISTS (SELECT FROM {TABLE} WHERE {where})", params)  # noqa: S608
            if not cursor.fetchone()[0]:
                return known
        cursor.execute("SELECT pg_current_snapshot()::text")
        # Inside a transaction that writes, its own changes are unread though the snapshot stays.
        return f"{cursor.fetchone()[0]}|{time.monotonic_ns()}"


def unread(known: str) -> tuple[str, list[int]]:
    """The condition of notes that `reading` had not seen when it gave this word.

    They are of transactions that had not begun, or had not ended: as pg_visible_in_snapshot() says,
    but in numbers, which take a third less time to plan.
    """
    _oldest, next_one, running = known.partition("|")[0].split(":")
    numbers = [int(each) for each in (next_one, *running.split(",")) if each]
    condition = (
        f"({TABLE}.sequence >= %s{f' OR {TABLE}.sequence = %s' * (len(numbers) - 1)}"
        # A snapshot does not count the transaction that takes it.
        f" OR {TABLE}.sequence = pg_current_xact_id_if_assigned()::text::bigint)"
    )
    return condition, numbers


def _function(table: str) -> str:
    cases = " ".join(
        f"{'IF' if not number else 'ELSIF'} TG_OP = '{verb}' THEN {_notes(table, rows)}"
        for number, (verb, rows) in enumerate(ROWS.items())
    )
    unseen = ", ".join(f"'{name}'" for name in sorted(UNSEEN))
    return (
        f'CREATE OR REPLACE FUNCTION "{table}_noted"() RETURNS trigger LANGUAGE plpgsql AS $$ '
        "BEGIN IF TG_OP = 'UPDATE' THEN "
        f"IF to_jsonb(OLD) - ARRAY[{unseen}] = to_jsonb(NEW) - ARRAY[{unseen}] "
        f"THEN RETURN NULL; END IF; END IF; {cases} END IF; RETURN NULL; END $$"
    )


def _notes(table: str, rows: tuple[str, ...]) -> str:
    return " ".join(
        note(
            mark.resource,
            " UNION ".join(mark.keys.format(row=row) for row in rows),
            sequence=OWN,
            moment=NOW,
        )
        + ";"
        for mark in MARKS[table]
    )
