"""Notes of changes on SQLite: numbered by a counter, for there is one writer at a time.

Triggers name other tables, and SQLite refuses to remake a table that a trigger names: they are
taken away before a migration and put back after it, when everything counts as changed.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from jobs.changes.marks import EVERY_KEY, MARKS, TABLE, UNSEEN, note

NEXT = f"(SELECT coalesce(max(sequence), 0) + 1 FROM {TABLE})"  # noqa: S608
NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers that are missing; if any was, everything counts as changed."""
    missing = missing_parts(connection)
    with connection.cursor() as cursor:
        for name in missing:
            table, verb = _of(name)
            cursor.execute(_trigger(connection, table, verb))
    if missing:
        note_everything(connection)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    with connection.cursor() as cursor:
        for name in _names():
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')


def missing_parts(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that are not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        present = {name for (name,) in cursor.fetchall()}
    return [name for name in _names() if name not in present]


def note_everything(connection: BaseDatabaseWrapper) -> None:
    """Note every row of every resource as changed, and what has been noted of rows since gone."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET sequence = {NEXT}, changed_at = {NOW}")  # noqa: S608
        for resource, keys in EVERY_KEY.items():
            cursor.execute(note(resource, keys, sequence=NEXT, moment=NOW))


def horizon(connection: BaseDatabaseWrapper) -> int:
    """Every change that is noted below this number has been committed, and none will be added."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NEXT}")
        return int(cursor.fetchone()[0])


def reading(connection: BaseDatabaseWrapper, known: str) -> str:
    """A word for what is noted now: the same as `known` as long as nothing has changed."""
    return str(horizon(connection))


def unread(known: str) -> tuple[str, list[int]]:
    """The condition of notes that `reading` had not seen when it gave this word."""
    return f"{TABLE}.sequence >= %s", [int(known)]


def _names() -> list[str]:
    return [f"{table}_noted_{verb}" for table in MARKS for verb in ROWS]


def _of(name: str) -> tuple[str, str]:
    table, _, verb = name.rpartition("_noted_")
    return table, verb


def _trigger(connection: BaseDatabaseWrapper, table: str, verb: str) -> str:
    notes = "; ".join(
        note(
            mark.resource,
            " UNION ".join(mark.keys.format(row=row) for row in ROWS[verb]),
            sequence=NEXT,
            moment=NOW,
        )
        for mark in MARKS[table]
    )
    when = f"UPDATE OF {_seen_columns(connection, table)}" if verb == "update" else verb.upper()
    return f'CREATE TRIGGER "{table}_noted_{verb}" AFTER {when} ON "{table}" BEGIN {notes}; END'


def _seen_columns(connection: BaseDatabaseWrapper, table: str) -> str:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, table)
    return ", ".join(f'"{column.name}"' for column in columns if column.name not in UNSEEN)
