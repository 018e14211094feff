"""What a row says to the index: title, text, and keys of what is named elsewhere."""

from dataclasses import dataclass
from itertools import islice

from jobs.search.text import normalise_document, stream

# Tokens of a text that are found; PostgreSQL keeps no position beyond 16,383.
LONGEST_TEXT = 12_000
LONGEST_TOKEN = 64


def employer_key(pk: int | None) -> str:
    """Stands in a post for its employer's name, which is indexed in the employer's own row."""
    return f"@e{pk}"


def occupation_key(code: str | None) -> str:
    """Stands in a post for the name of its occupation."""
    return f"@o{code}".replace("-", ".")


def region_key(code: str) -> str:
    """Stands in a post for the name of its region, and for those of the regions around it."""
    return f"@r{code}"


def initials_key(initials: str) -> str:
    """Pinyin initials of a title (skcc); looked up as a prefix."""
    return f"@p{initials}"


@dataclass(frozen=True)
class SearchDocument:
    """The texts of one row; `keys` are tokens as they are."""

    title: str
    text: str = ""
    keys: tuple[str, ...] = ()

    @property
    def title_tokens(self) -> list[str]:
        return _tokens(self.title)

    @property
    def text_tokens(self) -> list[str]:
        return _tokens(self.text)


def _tokens(text: str) -> list[str]:
    tokens = stream(normalise_document(text[:LONGEST_TEXT]))
    return [token[:LONGEST_TOKEN] for token in islice(tokens, LONGEST_TEXT)]
