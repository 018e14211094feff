"""Read a seed CSV file into unsaved model rows, naming file and line of whatever is wrong."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model

M = TypeVar("M", bound=Model)


class SeedError(Exception):
    """A seed file cannot be loaded; the message names the file and, where known, the line."""


class SeedRows(Generic[M]):
    """The rows of one file as unsaved instances, in `by_line` under their line numbers.

    An empty cell is NULL where the field may be. `key` are the columns that tell rows apart. A
    foreign key refers to a row of the same file (a tree) or to one that is already loaded.
    Raises SeedError at the first row that is not valid.
    """

    def __init__(
        self, path: Path, model: type[M], columns: Sequence[str], key: Sequence[str]
    ) -> None:
        self.path = path
        self.model = model
        self.by_line = {line: self._build(line, row) for line, row in read_rows(path, columns)}
        self._refuse_repeated(key)
        for column in columns:
            field = model._meta.get_field(column)
            if isinstance(field, ForeignKey):
                self._refuse_unknown(field)

    def __len__(self) -> int:
        return len(self.by_line)

    def error(self, line: int, text: str) -> SeedError:
        """What to raise about a line of this file."""
        return SeedError(f"{self.path.name} 第 {line} 行：{text}")

    def _build(self, line: int, row: dict[str, str]) -> M:
        fields = {name: self.model._meta.get_field(name) for name in row}
        values: dict[str, Any] = {
            field.attname: None if not row[name] and field.null else row[name]  # type: ignore[union-attr]
            for name, field in fields.items()
        }
        instance = self.model(**values)
        # A foreign key's own check would ask the database once a row.
        unchecked = {
            field.name
            for field in self.model._meta.fields
            if field.name not in row or field.is_relation
        }
        try:
            instance.clean_fields(exclude=unchecked)
        except ValidationError as error:
            raise self.error(line, _in_words(error)) from error
        return instance

    def _refuse_repeated(self, key: Sequence[str]) -> None:
        attributes = [self.model._meta.get_field(name).attname for name in key]  # type: ignore[union-attr]
        seen: dict[tuple[object, ...], int] = {}
        for line, instance in self.by_line.items():
            value = tuple(getattr(instance, attribute) for attribute in attributes)
            if value in seen:
                text = "–".join(map(str, value))
                raise self.error(line, f"{text} 与第 {seen[value]} 行重复")
            seen[value] = line

    def _refuse_unknown(self, field: ForeignKey[Any, Any]) -> None:
        target = field.related_model
        if target is self.model:
            known = {instance.pk for instance in self.by_line.values()}
        else:
            known = set(target._default_manager.values_list("pk", flat=True))
        for line, instance in self.by_line.items():
            code = getattr(instance, field.attname)
            if code is not None and code not in known:
                raise self.error(line, f"{field.name} 指向不存在的代码 {code}")


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row; raises SeedError unless these are its columns."""
    if not path.is_file():
        raise SeedError(f"{path.name}：文件不存在")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SeedError(f"{path.name}：不是 UTF-8 编码") from error
    reader = csv.DictReader(text.splitlines(), strict=True)
    if reader.fieldnames != list(columns):
        raise SeedError(f"{path.name} 第 1 行：表头应为 {','.join(columns)}")
    try:
        for row in reader:
            if None in row or None in row.values():
                raise SeedError(f"{path.name} 第 {reader.line_num} 行：应有 {len(columns)} 列")
            yield reader.line_num, row
    except csv.Error as error:
        # The reader stands on the last good row.
        raise SeedError(f"{path.name} 第 {reader.line_num + 1} 行：引号不成对") from error


def _in_words(error: ValidationError) -> str:
    return "；".join(
        f"{name}：{''.join(messages)}" for name, messages in error.message_dict.items()
    )
