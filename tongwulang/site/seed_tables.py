"""Load seeds/ into the database: code tables, bureaus and the fairs as reported. Idempotent."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from jobs.models import RetentionRule
from tongwulang.accounts.models import Organization
from tongwulang.regions.models import (
    Education,
    Industry,
    Major,
    Occupation,
    Region,
    RegionNeighbour,
    SeedTable,
)
from tongwulang.site.seed_fairs import load_fairs
from tongwulang.site.seed_rows import SeedError, SeedRows, read_rows

SOURCE_COLUMNS = ("table", "file", "title", "origin", "licence", "as_of", "note")


@dataclass(frozen=True)
class CodeTable:
    """A file whose columns are fields of a model keyed by a code."""

    model: type[Model]
    columns: tuple[str, ...]

    def load(self, path: Path) -> int:
        """Insert or update a row per line. A row that the file lacks stays: it may be in use."""
        rows = SeedRows(path, self.model, self.columns, key=("code",))
        self.model._default_manager.bulk_create(
            rows.by_line.values(),
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[column for column in self.columns if column != "code"],
        )
        return len(rows)


CODE_TABLES = {
    "regions": CodeTable(
        Region, ("code", "name", "short_name", "level", "parent", "place", "is_statistical")
    ),
    "industries": CodeTable(Industry, ("code", "name", "scheme", "level", "parent")),
    "educations": CodeTable(Education, ("code", "name", "rank")),
    "occupations": CodeTable(Occupation, ("code", "name", "level", "parent")),
    "majors": CodeTable(Major, ("code", "name", "education_level", "level", "parent", "old_names")),
}


@dataclass(frozen=True)
class Source:
    """One line of sources.csv: a seed file and where it comes from."""

    table: str
    path: Path
    title: str
    origin: str
    licence: str
    as_of: date | None

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Outcome:
    """What became of one file. `row_count` counts its rows, written or already there."""

    table: str
    row_count: int
    was_loaded: bool


def load_seeds(folder: Path) -> Iterator[Outcome]:
    """Load what changed since the last time, each file in a transaction of its own.

    Raises SeedError, with the files before the bad one loaded and nothing of the bad one.
    """
    loaded = {table.name: table for table in SeedTable.objects.all()}
    for source in read_sources(folder):
        wanted = _seed_table(source)
        present = loaded.get(source.table)
        if present and _is_same(present, wanted):
            yield Outcome(source.table, present.row_count, was_loaded=False)
            continue
        with transaction.atomic():
            wanted.row_count = LOADERS[source.table](source.path)
            _record(wanted)
        yield Outcome(source.table, wanted.row_count, was_loaded=True)


def read_sources(folder: Path) -> list[Source]:
    """The seed files in loading order: a table comes after those that it refers to."""
    sources = []
    for line, row in read_rows(folder / "sources.csv", SOURCE_COLUMNS):
        path = folder / row["file"]
        if row["table"] not in LOADERS:
            raise SeedError(f"sources.csv 第 {line} 行：不认识的表 {row['table']}")
        if not path.is_file():
            raise SeedError(f"sources.csv 第 {line} 行：没有文件 {row['file']}")
        try:
            as_of = date.fromisoformat(row["as_of"]) if row["as_of"] else None
        except ValueError as error:
            raise SeedError(f"sources.csv 第 {line} 行：日期应为 2024-03-31 的形式") from error
        origin = "。".join(filter(None, (row["origin"], row["note"])))
        sources.append(Source(row["table"], path, row["title"], origin, row["licence"], as_of))
    return sources


def _seed_table(source: Source) -> SeedTable:
    return SeedTable(
        name=source.table,
        title=source.title,
        origin=source.origin,
        licence=source.licence,
        as_of=source.as_of,
        digest=source.digest,
    )


RECORDED = ("title", "origin", "licence", "as_of", "digest")


def _is_same(present: SeedTable, wanted: SeedTable) -> bool:
    return all(getattr(present, name) == getattr(wanted, name) for name in RECORDED)


def _record(table: SeedTable) -> None:
    table.loaded_at = timezone.now()
    SeedTable.objects.bulk_create(
        [table],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=[*RECORDED, "row_count", "loaded_at"],
    )


def load_neighbours(path: Path) -> int:
    """Insert or update pairs, except those that an organizer has confirmed."""
    columns = ("region", "neighbour", "is_confirmed", "source")
    rows = SeedRows(path, RegionNeighbour, columns, key=columns[:2])
    for line, row in rows.by_line.items():
        if row.region_id >= row.neighbour_id:
            raise rows.error(line, "应把较小的代码写在前面")
    confirmed = set(RegionNeighbour.objects.confirmed().values_list("region", "neighbour"))
    RegionNeighbour.objects.bulk_create(
        [
            row
            for row in rows.by_line.values()
            if (row.region_id, row.neighbour_id) not in confirmed
        ],
        update_conflicts=True,
        unique_fields=["region", "neighbour"],
        update_fields=["is_confirmed", "source"],
    )
    return len(rows)


def load_organizations(path: Path) -> int:
    """Insert or rename the bureau of each region and kind."""
    rows = SeedRows(path, Organization, ("region", "kind", "name"), key=("region", "kind"))
    for row in rows.by_line.values():
        Organization.objects.update_or_create(
            region_id=row.region_id, kind=row.kind, defaults={"name": row.name}
        )
    return len(rows)


def load_retention_rules(path: Path) -> int:
    """Insert or update the rule of each record and day."""
    columns = ("record", "months", "valid_from", "source")
    rows = SeedRows(path, RetentionRule, columns, key=("record", "valid_from"))
    RetentionRule.objects.bulk_create(
        rows.by_line.values(),
        update_conflicts=True,
        unique_fields=["record", "valid_from"],
        update_fields=["months", "source"],
    )
    return len(rows)


LOADERS: dict[str, Callable[[Path], int]] = {
    **{name: table.load for name, table in CODE_TABLES.items()},
    "neighbours": load_neighbours,
    "organizations": load_organizations,
    "retention_rules": load_retention_rules,
    "fairs": load_fairs,
}
