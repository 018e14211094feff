"""What the search box offers while somebody types, from posts, employers and occupations."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet

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
    """At most five titles, employers and occupations of these posts for what was typed.

    Letters are read as the start of a word and as pinyin initials: skcc finds 数控车床.
    """
    wanted = normalise_document(typed[:LONGEST]).strip()
    tokens = phrase(wanted)
    if not tokens:
        return []
    titles = _texts(posts, "title", wanted, tokens)
    employers = Employer.objects.filter(Exists(posts.filter(employer=OuterRef("pk"))))
    occupations = Occupation.objects.filter(Exists(posts.filter(occupation=OuterRef("pk"))))
    return best(
        wanted,
        {
            Kind.TITLE: [plain_title(title) for title in titles],
            Kind.EMPLOYER: _texts(employers, "name", wanted, tokens),
            Kind.OCCUPATION: _occupations(occupations, wanted),
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


def _occupations(occupations: "QuerySet[Occupation]", wanted: str) -> list[str]:
    if is_initials(wanted):
        names = [name for name, letters in _initials() if letters.startswith(wanted)]
        fitting = occupations.filter(name__in=names)
    else:
        fitting = occupations.filter(name__contains=wanted)
    return list(fitting.values_list("name", flat=True)[:LOOKED_AT])


def _initials() -> tuple[tuple[str, str], ...]:
    names = Occupation.objects.filter(level="occupation").values_list("name", flat=True)
    return _with_initials(tuple(names))


@lru_cache(maxsize=2)
def _with_initials(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, initials(name)) for name in names)
