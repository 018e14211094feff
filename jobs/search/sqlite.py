"""Search on SQLite: an FTS5 table without content, kept by triggers on the searched table.

The ascii tokenizer takes every other character as part of a token, so the tokens stand as Python
made them (unicode61 has its own mind about new characters and case).

A row of the index is numbered by the second in which its post was published, then by the post's id:
read backwards it gives the newest matches at once, however many there are. A view gives both
numbers names.
"""

import json

from django.db.backends.base.base import BaseDatabaseWrapper

from jobs.search.document import SearchDocument
from jobs.search.query import Clause, Group, Keys, Query, Sequence
from jobs.search.tables import TABLES
from jobs.search.text import is_prefix

DB_TYPE = "text"
# What `matching` compares, and the order of the newest matches; see jobs/models/search_match.py.
MATCHED = "match_row__words"
NEWEST: dict[str, tuple[str, ...]] = dict.fromkeys(TABLES, ("-match_row__newest",))
# Ids stay below this.
IDS = 2**31


def column(document: SearchDocument) -> str:
    """The stored form: a JSON array of the three parts, tokens parted by blanks."""
    parts = (document.title_tokens, document.text_tokens, document.keys)
    return json.dumps([" ".join(part) for part in parts], ensure_ascii=False)


def expression(query: Query, keys: Keys) -> str:
    """The query in FTS5's language; `keys` gives the rows that words name."""
    return " OR ".join(_clause(clause, keys) for clause in query.clauses)


def _clause(clause: Clause, keys: Keys) -> str:
    words = " AND ".join(_group(group, keys((group,))) for group in clause)
    together = keys(clause) if len(clause) > 1 else ()
    return " OR ".join((f"({words})", *map(_quoted, together)))


def _group(group: Group, keys: tuple[str, ...]) -> str:
    alternatives = [_phrase(sequence) for sequence in group.sequences]
    return "(" + " OR ".join((*alternatives, *map(_quoted, keys))) + ")"


def _quoted(key: str) -> str:
    return f'"{key}"'


def _phrase(sequence: Sequence) -> str:
    # Tokens hold letters, digits and + # . @ only: nothing in them needs escaping.
    return f'"{" ".join(sequence)}"' + (" *" if is_prefix(sequence[-1]) else "")


def prefix_expression(tokens: Sequence, *, is_title: bool) -> str:
    """Rows with this phrase, its last token only begun; in the title alone if `is_title`."""
    return ("title : " if is_title else "") + f'"{" ".join(tokens)}" *'


def newest_ids(
    connection: BaseDatabaseWrapper, table: str, query: Query, keys: Keys, most: int
) -> list[int]:
    """Ids of the newest so many rows that have what is asked for, whatever else they are; without a
    date they are the oldest."""
    index = index_name(table)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT rowid %% {IDS} FROM "{index}" WHERE "{index}" MATCH %s '  # noqa: S608
            "ORDER BY rowid DESC LIMIT %s",
            [expression(query, keys), most],
        )
        return [pk for (pk,) in cursor.fetchall()]


def index_name(table: str) -> str:
    """The FTS5 table of a searched table."""
    return f"{table}_fts"


def view_name(table: str) -> str:
    """The view that names the index's columns."""
    return f"{table}_match"


def _statements(table: str) -> dict[str, str]:
    """What makes each part, in order."""
    index = index_name(table)
    put = (
        f'INSERT INTO "{index}" (rowid, title, text, keys) '
        f"SELECT {_number(table, 'NEW')}, {_parts('NEW')} WHERE NEW.search <> '';"
    )
    take = (
        f'INSERT INTO "{index}" ("{index}", rowid, title, text, keys) '
        f"SELECT 'delete', {_number(table, 'OLD')}, {_parts('OLD')} WHERE OLD.search <> '';"
    )
    changed = f"OLD.search IS NOT NEW.search OR {_number(table, 'OLD')} <> {_number(table, 'NEW')}"
    return {
        index: f'CREATE VIRTUAL TABLE "{index}" USING fts5(title, text, keys, '
        "content='', tokenize=\"ascii tokenchars '+#.@'\")",
        view_name(table): f'CREATE VIEW "{view_name(table)}" AS SELECT rowid % {IDS} AS row_id, '  # noqa: S608
        f'rowid AS newest, "{index}" AS words FROM "{index}"',
        f"{index}_insert": f'CREATE TRIGGER "{index}_insert" AFTER INSERT ON "{table}" '
        f"BEGIN {put} END",
        f"{index}_update": f'CREATE TRIGGER "{index}_update" AFTER UPDATE ON "{table}" '
        f"WHEN {changed} BEGIN {take} {put} END",
        f"{index}_delete": f'CREATE TRIGGER "{index}_delete" AFTER DELETE ON "{table}" '
        f"BEGIN {take} END",
    }


def _number(table: str, row: str) -> str:
    """The number of a row in the index."""
    dated_by = TABLES[table]
    if dated_by is None:
        return f"{row}.id"
    second = f"coalesce(CAST(strftime('%s', {row}.{dated_by}) AS INTEGER), 0)"
    return f"({second} * {IDS} + {row}.id)"


def _parts(row: str) -> str:
    return ", ".join(f"json_extract({row}.search, '$[{number}]')" for number in range(3))


def install(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Make the index and what keeps it, whatever of it is missing; returns whether any was."""
    missing = missing_parts(connection, table)
    with connection.cursor() as cursor:
        for name in missing:
            cursor.execute(_statements(table)[name])
    if missing:
        refresh(connection, table)
    return bool(missing)


def missing_parts(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """Names of what should be there; Django drops triggers when it remakes a table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master")
        present = {name for (name,) in cursor.fetchall()}
    return [name for name in _statements(table) if name not in present]


def uninstall(connection: BaseDatabaseWrapper, table: str) -> None:
    """Remove what `install` made."""
    with connection.cursor() as cursor:
        for name, statement in reversed(_statements(table).items()):
            kind = statement.split()[1].replace("VIRTUAL", "TABLE")
            cursor.execute(f'DROP {kind} IF EXISTS "{name}"')


def refresh(connection: BaseDatabaseWrapper, table: str) -> None:
    """Fill the index anew from the column, in its own order: a row that comes before the last
    one makes FTS5 write out what it has gathered."""
    index, row = index_name(table), f'"{table}"'
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{index}" ("{index}") VALUES (\'delete-all\')')  # noqa: S608
        cursor.execute(
            f'INSERT INTO "{index}" (rowid, title, text, keys) '  # noqa: S608
            f"SELECT {_number(table, row)}, {_parts(row)} FROM {row} WHERE search <> '' ORDER BY 1"
        )
