"""What the search box offers while somebody types, from posts, employers and occupations."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from jobs.models.employer import Employer
from jobs.search.document import initials_key
from jobs.search.pinyin import initials
from jobs.search.suggestions import Kind, Suggestion, best, is_initials, plain_title
from jobs.search.text import normalise_document, phrase
from tongwulang.regions.models import Occupation

if TYPE_CHECKING:
    from jobs.models.posting import PostingQuerySet

# Titles and names are looked up among the newest so many that fit.
LOOKED_AT = 300
LONGEST = 30


def suggestions(typed: str, posts: "PostingQuerySet") -> list[Suggestion]:
    """At most five titles of these posts, verified employers and occupations for what was typed.

    Letters are read as the start of a word and as pinyin initials: skcc finds 数控车床.
    """
    wanted = normalise_document(typed[:LONGEST]).strip()
    tokens = phrase(wanted)
    if not tokens:
        return []
    titles = _texts(posts, "title", wanted, tokens)
    employers = _texts(Employer.objects.verified(), "name", wanted, tokens)
    return best(
        wanted,
        {
            Kind.TITLE: [plain_title(title) for title in titles],
            Kind.EMPLOYER: employers,
            Kind.OCCUPATION: _occupations(wanted),
        },
    )


def _texts(rows: Any, field: str, wanted: str, tokens: tuple[str, ...]) -> list[str]:
    lookups = [rows.with_title_part(tokens)]
    if is_initials(wanted):
        lookups.append(rows.with_key_prefix(initials_key(wanted)))
    found: dict[int, str] = {}
    for fitting in lookups:
        found |= dict(fitting.newest_matches_first().values_list("pk", field)[:LOOKED_AT])
    return list(found.values())


def _occupations(wanted: str) -> list[str]:
    names = Occupation.objects.filter(level="occupation")
    if is_initials(wanted):
        return [name for name, letters in _initials_of(names) if letters.startswith(wanted)]
    return list(names.filter(name__contains=wanted).values_list("name", flat=True)[:LOOKED_AT])


def _initials_of(names: "QuerySet[Occupation]") -> tuple[tuple[str, str], ...]:
    return _with_initials(tuple(names.values_list("name", flat=True)))


@lru_cache(maxsize=2)
def _with_initials(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, initials(name)) for name in names)
