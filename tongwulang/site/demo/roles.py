"""Which occupations an employer looks for, and under which titles: pure, from its slot."""

import random
from collections import Counter
from functools import cache, lru_cache

from tongwulang.site.demo.catalogue import Archetype, Field, load_catalogue
from tongwulang.site.demo.dice import dice, weighted
from tongwulang.site.demo.employers import EmployerContent
from tongwulang.site.demo.layout import VETERANS

# Nobody advertises the same title again and again: one post takes more people instead.
MOST_OF_A_TITLE = 3
# Employers of the industry itself want its own occupations more than those found everywhere.
_CORE_FACTOR = 4
_FEATURED_FACTOR = 4
# At the veterans' fair, the titles that the report names are the commonest of their occupation.
_NAMED_TITLE_SHARE = 0.7

Role = tuple[Archetype, str]


def roles(employer: EmployerContent) -> tuple[Role, ...]:
    """Occupation and title of each of its posts in order, and of one more: its draft's.

    Raises ValueError if its field knows too few titles for so many posts.
    """
    slot = employer.slot
    is_for_veterans = slot.fair == VETERANS
    return _roles(
        slot.number, slot.postings + 1, slot.field.key, employer.industry, is_for_veterans
    )


# An employer's posts are built one after another.
@lru_cache(maxsize=8)
def _roles(
    number: int, count: int, field_key: str, industry: str, is_for_veterans: bool
) -> tuple[Role, ...]:
    weights = _weights(field_key, industry, is_for_veterans)
    archetypes = load_catalogue().archetypes
    if count > MOST_OF_A_TITLE * sum(len(archetypes[index].titles) for index in weights):
        raise ValueError(f"{field_key} {industry} has too few titles for {count} posts")
    stream = dice("roles", number)
    drawn: list[Role] = []
    titles: Counter[str] = Counter()
    while len(drawn) < count:
        archetype = archetypes[weighted(stream, weights)]
        title = _title(archetype, is_for_veterans, stream)
        if titles[title] < MOST_OF_A_TITLE:
            titles[title] += 1
            drawn.append((archetype, title))
    return tuple(drawn)


@cache
def _weights(field_key: str, industry: str, is_for_veterans: bool) -> dict[int, float]:
    """How often employers of a field and industry look for each occupation, by its index."""
    catalogue = load_catalogue()
    field = next(field for field in catalogue.fields if field.key == field_key)
    weights = {
        index: _weight(archetype, field, industry, is_for_veterans)
        for index, archetype in enumerate(catalogue.archetypes)
    }
    return {index: weight for index, weight in weights.items() if weight}


def _weight(archetype: Archetype, field: Field, industry: str, is_for_veterans: bool) -> float:
    if not hires(archetype, field, industry):
        return 0
    codes = (industry, *field.hires)
    is_core = any(
        len(section) > 1 and code.startswith(section)
        for section in archetype.sections
        for code in codes
    )
    featured = _FEATURED_FACTOR if archetype.is_featured and is_for_veterans else 1
    return archetype.weight * (_CORE_FACTOR if is_core else 1) * featured


def hires(archetype: Archetype, field: Field, industry: str) -> bool:
    """Whether employers of this field and industry look for the occupation at all."""
    if archetype.emerging and field.emerging not in archetype.emerging:
        return False
    return any(code.startswith(archetype.sections) for code in (industry, *field.hires))


def _title(archetype: Archetype, is_for_veterans: bool, stream: random.Random) -> str:
    """The named title may stand alone or with a subject: 教务管理（语言培训）."""
    if archetype.is_featured and is_for_veterans and stream.random() < _NAMED_TITLE_SHARE:
        named = archetype.titles[0]
        return stream.choice([title for title in archetype.titles if title.startswith(named)])
    return stream.choice(archetype.titles)
