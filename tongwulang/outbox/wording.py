"""What a message says: one TOML file a kind, with the fields that it takes and sample values."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

# Fields are plain names: no attribute of a value can be reached from a text.
PLACE = re.compile(r"\{([a-z_]+)\}")


class WordingError(Exception):
    """A kind without a file, or a text that does not fit its fields."""


@dataclass(frozen=True)
class Wording:
    """The texts of one kind of message. `fields`: each field's name and a sample of its value."""

    kind: str
    title: str
    sms: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unknown = self.fields_of(self.title + self.sms) - self.fields.keys()
        if unknown:
            raise WordingError(f"{self.kind}: no field {', '.join(sorted(unknown))}")

    @staticmethod
    def fields_of(text: str) -> set[str]:
        return set(PLACE.findall(text))

    def filled(self, text: str, values: Mapping[str, object]) -> str:
        """The text with these values; raises WordingError unless they are exactly the fields."""
        if values.keys() != self.fields.keys():
            wrong = ", ".join(sorted(values.keys() ^ self.fields.keys()))
            raise WordingError(f"{self.kind}: missing or unknown values: {wrong}")
        return PLACE.sub(lambda place: str(values[place[1]]), text)


def folder() -> Path:
    return Path(settings.BASE_DIR) / "templates" / "messages"


@cache
def wordings() -> dict[str, Wording]:
    """Every kind of message by its name."""
    return {path.stem: _read(path) for path in sorted(folder().glob("*.toml"))}


def wording_of(kind: str) -> Wording:
    """Raises WordingError for a kind that has no file."""
    try:
        return wordings()[kind]
    except KeyError:
        raise WordingError(f"templates/messages/{kind}.toml is missing") from None


def _read(path: Path) -> Wording:
    texts: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return Wording(kind=path.stem, **texts)
    except TypeError as error:
        raise WordingError(f"{path.name}: {error}") from error
