"""How a text is read: one spelling for width, case and blanks, then units, words and tokens.

A unit is a Chinese character or a run of Latin letters and digits (C++, C#, .NET and 4S stay one).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HAN += "\U00020000-\U0003ffff"

# "Java8" is Java and 8, so that Java finds it; "h5" and "4s" are names.
UNIT = re.compile(rf"[{HAN}]|\.net(?![a-z])|[a-z]{{3,}}(?=[0-9])|[a-z0-9]+(?:\+\+|#)?|[^\W_]")
RUN = re.compile(rf"[{HAN}]+|\.net(?![a-z])|[a-z]{{3,}}(?=[0-9])|[a-z0-9]+(?:\+\+|#)?|[^\W_]")
BLANK_INSIDE_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
INVISIBLE = re.compile("[\u0000-\u0008\u000e-\u001f\u00ad\u200b-\u200f\u2060\ufeff]")


def normalise(text: str) -> str:
    """NFKC, no letter case, no invisible characters: Ｊａｖａ and JAVA become java."""
    # Once more: a full-width letter gets its case folded only after NFKC has narrowed it.
    folded = unicodedata.normalize("NFKC", text).casefold()
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", folded))


def normalise_document(text: str) -> str:
    """As `normalise`, and blanks between Chinese characters (焊 工) go."""
    return BLANK_INSIDE_HAN.sub("", normalise(text))


def is_han(unit: str) -> bool:
    """Whether the unit is written without blanks around it."""
    return bool(re.match(f"[{HAN}]", unit))


def units(text: str) -> list[str]:
    """The units of a normalised text, in order."""
    return UNIT.findall(text)


def runs(text: str) -> list[str]:
    """Maximal runs of Chinese characters, and Latin words, of a normalised text."""
    return RUN.findall(text)


def stream(text: str) -> list[str]:
    """One token a unit: the bigram that starts there, or the unit alone where a run ends.

    Neighbours in the stream are neighbours in the text, so a phrase of stream tokens is exactly a
    substring: 会计师 gives 会计, 计师, 师.
    """
    return [token for run in runs(text) for token in _stream_of_run(run)]


def _stream_of_run(run: str) -> list[str]:
    if not is_han(run):
        return [run]
    return [run[i : i + 2] for i in range(len(run))]


@lru_cache(maxsize=20_000)
def phrase(text: str) -> tuple[str, ...]:
    """The stream tokens whose phrase means this normalised text, wherever in a run it stands.

    A last lone character says only "the run ends here", so it is dropped; a single character stays
    and is to be matched as a prefix (`is_prefix`).
    """
    tokens = stream(text)
    ends_inside_run = len(tokens) > 1 and len(tokens[-2]) > 1 and is_han(tokens[-2])
    return tuple(tokens[:-1] if ends_inside_run and len(tokens[-1]) == 1 else tokens)


def is_prefix(token: str) -> bool:
    """Whether a query's token stands for every stream token that starts with it."""
    return len(token) == 1 and is_han(token)


def pieces(text: str) -> Iterator[str]:
    """Blank-separated pieces of a normalised query; single characters in a row are one: 焊 工."""
    spelled = ""
    for piece in text.split():
        if len(piece) == 1 and is_han(piece):
            spelled += piece
            continue
        if spelled:
            yield spelled
        spelled = ""
        yield piece
    if spelled:
        yield spelled
