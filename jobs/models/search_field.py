"""The search column: segmented texts of a row, refilled by every way of writing."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Protocol, Self, TypeVar, cast

from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from jobs.search.document import SearchDocument
from jobs.search.engines import Engine, engine_of
from jobs.search.query import Clause, Keys, Query

CHUNK = 500

Row = TypeVar("Row", bound=models.Model)


class Searched(Protocol):
    """A model with a search column."""

    def search_document(self) -> SearchDocument: ...


def no_keys(words: Clause) -> tuple[str, ...]:
    """For texts that name nothing elsewhere."""
    return ()


class SearchField(models.Field):
    """Tokens of `search_document()` of its model; `sources` names the fields that it reads.

    `save()` and `bulk_create()` fill it through `pre_save`; the model's QuerySet is a
    SearchedQuerySet, which does for everything else.
    """

    def __init__(self, *args: Any, sources: Iterable[str] = (), **kwargs: Any) -> None:
        self.sources = frozenset(sources)
        kwargs |= {"editable": False, "blank": True, "default": "", "serialize": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("editable", "blank", "default", "serialize"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return engine_of(connection).DB_TYPE

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return cast(Searched, model_instance).search_document()

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if isinstance(value, SearchDocument):
            return engine_of(connection).column(value)
        return value

    def is_read_from(self, names: Iterable[str]) -> bool:
        """Whether one of the fields with these names (or column names) is a source."""
        return any(name.removesuffix("_id") in self.sources for name in names)


@SearchField.register_lookup
class SearchFieldMatches(models.Lookup):
    """PostgreSQL's way of `matching`."""

    lookup_name = "matches"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", (*params, self.rhs)


class SearchedQuerySet(models.QuerySet[Row]):
    """Keeps the model's field `search` right where rows are written without their instances."""

    @property
    def _search_field(self) -> SearchField:
        return cast(SearchField, self.model._meta.get_field("search"))

    def update(self, **kwargs: Any) -> int:
        """As Django's (`bulk_update` comes through here too), then segments the rows anew."""
        if not self._search_field.is_read_from(kwargs):
            return super().update(**kwargs)
        with transaction.atomic(using=self._written_database, savepoint=False):
            # The rows may not be found by the same conditions once they are changed.
            pks = list(self.order_by().values_list("pk", flat=True))
            changed = super().update(**kwargs)
            self.refill_search(pks)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def _update(self, values: Any, *args: Any, **kwargs: Any) -> int:
        # Model.save(update_fields=["title"]) comes here through the model's base manager, without
        # having asked `pre_save` of the search field; overriding save() would not see raw saves.
        changed = super()._update(values, *args, **kwargs)  # type: ignore[misc]
        names = {field.name for field, _model, _value in values}
        if "search" not in names and self._search_field.is_read_from(names):
            self.refill_search(list(self.order_by().values_list("pk", flat=True)))
        return cast(int, changed)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        """As Django's; an upsert of a source field writes the search column with it."""
        fields = kwargs.get("update_fields")
        if fields and self._search_field.is_read_from(fields):
            kwargs["update_fields"] = [*dict.fromkeys((*fields, "search"))]
        return super().bulk_create(objs, *args, **kwargs)

    def refill_search(self, pks: Collection[Any]) -> None:
        """Segment these rows anew from what the database holds, a chunk at a time.

        A chunk's rows are held while it is done, so that nobody's newer text is overwritten.
        """
        ordered = list(pks)
        connection = connections[self._written_database]
        table = connection.ops.quote_name(self.model._meta.db_table)
        for start in range(0, len(ordered), CHUNK):
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.executemany(
                    f"UPDATE {table} SET search = %s WHERE id = %s",  # noqa: S608
                    self._refilled(connection, ordered[start : start + CHUNK]),
                )

    def _refilled(self, connection: BaseDatabaseWrapper, pks: list[Any]) -> list[tuple[str, Any]]:
        rows = self.model._default_manager.using(connection.alias).filter(pk__in=pks)
        column = engine_of(connection).column
        return [
            (column(cast(Searched, row).search_document()), row.pk)
            for row in rows.order_by("pk").select_for_update().defer("search")
        ]

    @property
    def _written_database(self) -> str:
        self._for_write = True
        return self.db

    def matching(self, query: Query, keys: Keys = no_keys) -> Self:
        """Rows that have what the query asks for; none for an empty query."""
        if not query:
            return self.none()
        return self._holding(self._engine.expression(query, keys))

    def newest_matching_ids(self, query: Query, keys: Keys, most: int) -> list[int]:
        """Ids of the newest so many rows of the whole table that have what the query asks for, in
        any order; where there are more, those without a date give way."""
        if not query:
            return []
        connection, table = connections[self.db], self.model._meta.db_table
        return self._engine.newest_ids(connection, table, query, keys, most)

    def with_key_prefix(self, key: str) -> Self:
        """Rows of which a key starts with this one."""
        return self._holding(self._engine.prefix_expression((key,), is_title=False))

    def with_title_part(self, tokens: tuple[str, ...]) -> Self:
        """Rows with this phrase of stream tokens in the title, its last token only begun."""
        return self._holding(self._engine.prefix_expression(tokens, is_title=True))

    def newest_matches_first(self) -> Self:
        """Rows that `matching` let through, latest first, as the index gives them."""
        return self.order_by(*self._engine.NEWEST[self.model._meta.db_table])

    def _holding(self, wanted: str) -> Self:
        return self.filter(**{f"{self._engine.MATCHED}__matches": wanted})

    @property
    def _engine(self) -> Engine:
        return engine_of(connections[self.db])

    def unsegmented(self) -> Self:
        """Rows whose search column nobody has filled yet."""
        return self.filter(search="")
