"""What the words of a query name: employers, occupations and regions, as keys that posts hold."""

from collections.abc import Callable, Container
from typing import Any, NamedTuple

from jobs.models.employer import Employer
from jobs.search.document import employer_key, occupation_key, region_key
from jobs.search.query import Clause, Group, Query
from tongwulang.regions.models import Occupation, Region

# A word that more employers (or occupations) have in their names (科技) names none of them.
MOST_NAMED = 200


def _employers(using: str, words: Clause) -> list[Any]:
    exact = Query("", (tuple(Group(group.word) for group in words),))
    named = Employer.objects.using(using).order_by().matching(exact)
    return list(named.values_list("pk", flat=True)[: MOST_NAMED + 1])


def _occupations(using: str, words: Clause) -> list[Any]:
    called = (group.names for group in words)
    named = Occupation.objects.using(using).called(*called).order_by()
    return list(named.values_list("pk", flat=True)[: MOST_NAMED + 1])


def _regions(using: str, words: Clause) -> list[Any]:
    """A region is called by one word, never by several."""
    called = [name for group in words[:1] for name in (group.word, *group.alternatives)]
    named = Region.objects.using(using).called(*called).order_by()
    return list(named.values_list("pk", flat=True)[: MOST_NAMED + 1])


class Kind(NamedTuple):
    """`named` gives those whose name has all the words, in a database, at most MOST_NAMED + 1;
    `key` is how a post holds one of them."""

    named: Callable[[str, Clause], list[Any]]
    key: Callable[[Any], str]


OCCUPATION = Kind(_occupations, occupation_key)
KINDS = (Kind(_employers, employer_key), OCCUPATION, Kind(_regions, region_key))


class Names:
    """Called with words, gives the keys of what they name together; each is looked up once.

    Of occupations only those with these codes are named, if any are given.
    """

    def __init__(self, using: str, occupations: Container[str] | None = None) -> None:
        self.using = using
        self.occupations = occupations
        self._found: dict[tuple[Kind, Clause], list[Any]] = {}

    def __call__(self, words: Clause) -> tuple[str, ...]:
        return tuple(
            key for kind in KINDS if self._tells_more(kind, words) for key in self._few(kind, words)
        )

    def of_whole(self, query: Query) -> set[str]:
        """The keys of what is called all that one clause of the query asks for."""
        found: set[str] = set()
        for clause in query.clauses:
            found |= set.intersection(*(set(self((group,))) for group in clause))
            found.update(self(clause))
        return found

    def _tells_more(self, kind: Kind, words: Clause) -> bool:
        """Whether words together name what no post would be found by that has each of them: where
        one of them alone names too many (某某科技有限公司)."""
        return len(words) == 1 or any(
            len(self._lookup(kind, (group,))) > MOST_NAMED for group in words
        )

    def _few(self, kind: Kind, words: Clause) -> list[str]:
        found = self._lookup(kind, words)
        if len(found) > MOST_NAMED:
            return []
        if kind is OCCUPATION and self.occupations is not None:
            found = [code for code in found if code in self.occupations]
        return [kind.key(pk) for pk in found]

    def _lookup(self, kind: Kind, words: Clause) -> list[Any]:
        if (kind, words) not in self._found:
            self._found[kind, words] = kind.named(self.using, words)
        return self._found[kind, words]
