"""What a search box offers while somebody types: ranking, without a database."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from jobs.search.pinyin import initials
from jobs.search.text import normalise_document

MOST = 5
FAR = 4
BRACKETED = re.compile(r"[(（\[【〔].*?[)）\]】〕]|[(（\[【〔].*$")


class Kind(StrEnum):
    """What is suggested."""

    TITLE = "title"
    OCCUPATION = "occupation"
    EMPLOYER = "employer"


@dataclass(frozen=True)
class Suggestion:
    kind: Kind
    text: str


def plain_title(title: str) -> str:
    """A title without what stands in brackets and after them: 焊工（包吃住） is 焊工."""
    return BRACKETED.sub("", title).strip() or title.strip()


def is_initials(typed: str) -> bool:
    """Whether what was typed may be pinyin initials."""
    return typed.isascii() and typed.isalpha()


def best(typed: str, found: dict[Kind, Iterable[str]]) -> list[Suggestion]:
    """The best five of the texts found, each once: those that start with what was typed come
    first, then frequent ones, then short ones.
    """
    wanted = normalise_document(typed).strip()
    ranked = {kind: _ranked(wanted, kind, texts) for kind, texts in _each_once(found).items()}
    # The best employer and occupation are offered even where titles would fill the list.
    titles = ranked.get(Kind.TITLE, [])
    others = [ranked[kind][:1] for kind in (Kind.EMPLOYER, Kind.OCCUPATION) if ranked.get(kind)]
    kept = titles[: MOST - len(others)] + [one for few in others for one in few]
    kept += [one for kind in ranked for one in ranked[kind] if one not in kept]
    return [suggestion for _key, suggestion in sorted(kept[:MOST], key=lambda one: one[0])]


def _each_once(found: dict[Kind, Iterable[str]]) -> dict[Kind, list[str]]:
    """Every text under the first kind that has it only: all kinds search for it alike."""
    seen: set[str] = set()
    kept: dict[Kind, list[str]] = {}
    for kind, texts in found.items():
        kept[kind] = [text for text in texts if text not in seen]
        seen.update(kept[kind])
    return kept


Ranked = tuple[tuple[int, int, int, str], Suggestion]


def _ranked(wanted: str, kind: Kind, texts: Iterable[str]) -> list[Ranked]:
    uses = Counter(text for text in texts if text)
    keyed = (
        ((_distance(wanted, text), -count, len(text), text), Suggestion(kind, text))
        for text, count in uses.items()
    )
    return sorted((one for one in keyed if one[0][0] < FAR), key=lambda one: one[0])


def _distance(wanted: str, text: str) -> int:
    """How far a text is from what was typed; `FAR` if it has nothing of it."""
    plain = normalise_document(text)
    if plain.startswith(wanted):
        return 0
    if is_initials(wanted) and initials(text).startswith(wanted):
        return 1
    return 2 if wanted in plain else FAR
