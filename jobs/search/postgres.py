"""Search on PostgreSQL: a tsvector written by Python, with a GIN index.

The server's own parser never sees a text: it would take a Chinese sentence for one word and C++
for C.
"""

from collections import defaultdict
from collections.abc import Callable

from django.db.backends.base.base import BaseDatabaseWrapper

from jobs.search.document import SearchDocument
from jobs.search.query import Group, Keys, Query, Sequence
from jobs.search.tables import TABLES
from jobs.search.text import is_prefix

DB_TYPE = "tsvector"
# What `matching` compares, and the order of the newest matches.
MATCHED = "search"
NEWEST: dict[str, tuple[str, ...]] = {
    table: (f"-{dated_by}", "-id") if dated_by else ("-id",) for table, dated_by in TABLES.items()
}
# PostgreSQL keeps at most so many positions of a word, none beyond the last.
MOST_POSITIONS = 255
LAST_POSITION = 16_383
# A phrase never runs from the title into the text.
GAP = 10


def column(document: SearchDocument) -> str:
    """The stored form: a tsvector; words of the title weigh A, those of the text D."""
    positions: defaultdict[str, list[str]] = defaultdict(list)
    title = document.title_tokens
    for place, token in enumerate(title, 1):
        positions[token].append(f"{place}A")
    for place, token in enumerate(document.text_tokens, len(title) + GAP):
        if place <= LAST_POSITION:
            positions[token].append(str(place))
    words = [
        f"{_quoted(token)}:{','.join(places[:MOST_POSITIONS])}"
        for token, places in positions.items()
    ]
    return " ".join((*words, *map(_quoted, document.keys)))


def expression(query: Query, keys: Keys) -> str:
    """The query as a tsquery; `keys` gives the rows that words name."""
    return _expression(query, keys, lambda sequence: True)


def _certain(query: Query, keys: Keys) -> str:
    """What of the query the index knows by itself, all but phrases; empty if nothing is."""
    return _expression(query, keys, lambda sequence: len(sequence) == 1)


def _expression(query: Query, keys: Keys, is_sought: Callable[[Sequence], bool]) -> str:
    """With those alone of the alternatives of a word that are sought."""
    found = []
    for clause in query.clauses:
        groups = [_alternatives(group, keys((group,)), is_sought) for group in clause]
        if all(groups):
            found.append(" & ".join(f"({' | '.join(group)})" for group in groups))
        found += map(_quoted, keys(clause) if len(clause) > 1 else ())
    return " | ".join(found)


def _alternatives(
    group: Group, keys: tuple[str, ...], is_sought: Callable[[Sequence], bool]
) -> list[str]:
    return [*map(_phrase, filter(is_sought, group.sequences)), *map(_quoted, keys)]


def _phrase(sequence: Sequence) -> str:
    lexemes = [_quoted(token) + (":*" if is_prefix(token) else "") for token in sequence[-1:]]
    return "(" + " <-> ".join((*map(_quoted, sequence[:-1]), *lexemes)) + ")"


def prefix_expression(tokens: Sequence, *, is_title: bool) -> str:
    """Rows with this phrase, its last token only begun; in the title alone if `is_title`."""
    weight = "A" if is_title else ""
    whole = [_quoted(token) + (f":{weight}" if weight else "") for token in tokens[:-1]]
    return " <-> ".join((*whole, f"{_quoted(tokens[-1])}:*{weight}"))


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def newest_ids(
    connection: BaseDatabaseWrapper, table: str, query: Query, keys: Keys, most: int
) -> list[int]:
    """Ids of the newest so many rows that have what is asked for, whatever else they are.

    To put them in order takes as long as to find them: they are, where there are more, without
    those that have no date and would come first.
    """
    wanted = expression(query, keys)
    found = _some_ids(connection, table, wanted, _certain(query, keys), most)
    if len(found) < most:
        return found
    dated = f" AND {TABLES[table]} IS NOT NULL" if TABLES[table] else ""
    order = ", ".join(f"{name.removeprefix('-')} DESC" for name in NEWEST[table])
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT id FROM "{table}" WHERE search @@ %s::tsquery{dated} '  # noqa: S608
            f"ORDER BY {order} LIMIT %s",
            [wanted, most],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _some_ids(
    connection: BaseDatabaseWrapper, table: str, wanted: str, certain: str, most: int
) -> list[int]:
    """Ids of so many rows that have what is wanted, of which the index knows some by itself.

    The server reads every row that may have a phrase, though it is wanted for another word as well:
    what is certain is asked for apart, and phrases of the others alone. MATERIALIZED keeps the
    bound from the planner, who takes it for a reason to read the table from its beginning.
    """
    parts = [wanted] if certain in ("", wanted) else [certain, f"({wanted}) & !({certain})"]
    rows = f'SELECT id FROM "{table}" WHERE search @@ %s::tsquery'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH found AS MATERIALIZED ({' UNION ALL '.join([rows] * len(parts))}) "  # noqa: S608
            "SELECT array_agg(id) FROM (SELECT id FROM found LIMIT %s) AS few",
            [*parts, most],
        )
        return cursor.fetchone()[0] or []


def index_name(table: str) -> str:
    """The GIN index of a searched table."""
    return f"{table}_search"


def install(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Make the index if it is missing; returns whether it was."""
    missing = missing_parts(connection, table)
    with connection.cursor() as cursor:
        if missing:
            cursor.execute(f'CREATE INDEX "{index_name(table)}" ON "{table}" USING gin (search)')
            # The planner has to know which words are common to choose between index and order.
            cursor.execute(f'ALTER TABLE "{table}" ALTER COLUMN search SET STATISTICS 1000')
    return bool(missing)


def missing_parts(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """The index's name if it is not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NULL", [f'"{index_name(table)}"'])
        return [index_name(table)] if cursor.fetchone()[0] else []


def uninstall(connection: BaseDatabaseWrapper, table: str) -> None:
    """Remove what `install` made."""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP INDEX IF EXISTS "{index_name(table)}"')


def refresh(connection: BaseDatabaseWrapper, table: str) -> None:
    """Nothing to do: the column is what the index holds."""
