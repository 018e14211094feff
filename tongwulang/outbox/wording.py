"""What a message says: one TOML file a kind, with the fields that it takes and sample values."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from tongwulang.outbox.choices import Channel, Topic

# Fields are plain names: no attribute of a value can be reached from a text.
PLACE = re.compile(r"\{([a-z_]+)\}")


class WordingError(Exception):
    """A kind without a file, or a text that does not fit its fields."""


@dataclass(frozen=True)
class Wording:
    """The texts of one kind of message. Without a title it is only ever sent, never kept.

    `label`: what the kind is called. `fields`: each field's name and a sample of its value.
    `link`: where in the site it leads, a path. `channels`: how it leaves the site. `is_urgent`:
    also in quiet hours.
    """

    kind: str
    label: str
    topic: Topic
    title: str = ""
    text: str = ""
    link: str = ""
    sms: str = ""
    channels: tuple[Channel, ...] = ()
    is_urgent: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unknown = self.used(self.title + self.text + self.link + self.sms) - self.fields.keys()
        if unknown:
            raise WordingError(f"{self.kind}: no field {', '.join(sorted(unknown))}")
        if Channel.SMS in self.channels and not self.sms:
            raise WordingError(f"{self.kind}: no text for SMS")

    @staticmethod
    def used(text: str) -> set[str]:
        """The fields that a text names."""
        return set(PLACE.findall(text))

    def filled(self, text: str, values: Mapping[str, object]) -> str:
        """The text with these values; raises WordingError unless they are exactly the fields."""
        if values.keys() != self.fields.keys():
            wrong = ", ".join(sorted(values.keys() ^ self.fields.keys()))
            raise WordingError(f"{self.kind}: missing or unknown values: {wrong}")
        return PLACE.sub(lambda place: str(values[place[1]]), text)

    def path(self, values: Mapping[str, object]) -> str:
        """Where the message leads; raises WordingError unless that is a path of this site."""
        link = self.filled(self.link, values)
        if link and (not link.startswith("/") or link.startswith(("//", "/\\"))):
            raise WordingError(f"{self.kind}: the link leads out of the site: {link}")
        return link

    def sms_values(self, values: Mapping[str, object]) -> dict[str, str]:
        """What a provider is told: the values that the SMS itself needs, and no others."""
        return {name: str(values[name]) for name in sorted(self.used(self.sms))}


def folder() -> Path:
    return Path(settings.BASE_DIR) / "templates" / "messages"


@cache
def wordings() -> dict[str, Wording]:
    """Every kind of message by its name."""
    return {path.stem: read_wording(path) for path in sorted(folder().glob("*.toml"))}


def offered() -> dict[Topic, list[Channel]]:
    """The channels by which messages of each topic leave; topics without any are left out."""
    used = {(each.topic, channel) for each in wordings().values() for channel in each.channels}
    found = {topic: [each for each in Channel if (topic, each) in used] for topic in Topic}
    return {topic: channels for topic, channels in found.items() if channels}


def wording_of(kind: str) -> Wording:
    """Raises WordingError for a kind that has no file."""
    try:
        return wordings()[kind]
    except KeyError:
        raise WordingError(f"templates/messages/{kind}.toml is missing") from None


def read_wording(path: Path) -> Wording:
    """The wording in a file; raises WordingError for what no message can be made of."""
    said: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        topic = Topic(said.pop("topic"))
        channels = tuple(Channel(name) for name in said.pop("channels", ()))
        return Wording(kind=path.stem, topic=topic, channels=channels, **said)
    except (KeyError, TypeError, ValueError) as error:
        raise WordingError(f"{path.name}: {error}") from error
