"""How posts are searched: which match, and in which order by relevance."""

from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Self

from jobs.models.posting_listing import PostingListing
from jobs.models.posting_names import Names
from jobs.models.search_field import no_keys
from jobs.search.document import (
    SearchDocument,
    employer_key,
    initials_key,
    occupation_key,
    region_key,
)
from jobs.search.pinyin import initials
from jobs.search.query import Group, Query
from jobs.search.ranking import Candidate, rank
from jobs.search.relations import Relations, shipped
from jobs.search.similarity import Described, Profiles, rank_similar
from jobs.search.terms import terms
from tongwulang.regions.region_codes import containing

if TYPE_CHECKING:
    from jobs.models.posting import Posting

# What is read when posts are ranked or compared.
TEXTS = ("skills", "certificates", "duties", "requirements")
# Found as well, but says nothing of what the work is.
CIRCUMSTANCES = ("benefits", "address")
SOURCES = ("title", *TEXTS, *CIRCUMSTANCES, "shift", "employer", "occupation", "region")

# Relevance ranks the newest so many matches; the page says so when there are more.
NEWEST_RANKED = 3_000
# With fewer full matches than this, posts that have only some of the words are ranked with them.
FEW = 100
# Similar posts are sought among the newest so many with a word in common.
SIMILAR_RANKED = 150
# Words of a text that seek when neither its title nor what is learned says what it is about.
WORDS_SOUGHT = 20
# Title terms learned about the query that bring in posts which say it otherwise.
RELATED_TERMS = 8


@dataclass(frozen=True)
class Relevance:
    """Posts by relevance: ids, best first.

    `full`: those that have all that was asked for, the others have some of it; `is_bounded`: more
    match than were ranked, only the newest `NEWEST_RANKED` of them were.
    """

    ids: list[int]
    scores: list[float]
    full: frozenset[int]
    is_bounded: bool


def document_of(posting: "Posting") -> SearchDocument:
    """What a post is found by; names of employer, occupation and region stand in their own rows."""
    keys = [employer_key(posting.employer_id), initials_key(initials(posting.title))]
    if posting.occupation_id:
        keys.append(occupation_key(posting.occupation_id))
    if posting.region_id:
        keys += map(region_key, containing(posting.region_id))
    return SearchDocument(posting.title, "\n".join(searched_texts(posting)), tuple(keys))


def searched_texts(posting: "Posting") -> list[str]:
    """What a post is found by beside its title: of the work first, then of its circumstances."""
    texts = [_text(getattr(posting, name)) for name in (*TEXTS, *CIRCUMSTANCES)]
    return [*texts, str(posting.get_shift_display())]


def work_text(posting: "Posting") -> str:
    """What a post says of the work, beside its title: by this posts are ranked and compared."""
    return _text(*(getattr(posting, name) for name in TEXTS))


def _text(*parts: str | list[str]) -> str:
    lines = ("\n".join(part) if isinstance(part, list) else part for part in parts)
    return "\n".join(lines)


class PostingSearch(PostingListing):
    """Search in posts; PostingQuerySet builds on it."""

    def found_by(self, query: Query) -> Self:
        """Posts that have all that the query asks for, in their texts or by name."""
        return self.matching(query, Names(self.db))

    def newest_ids_found_by(
        self, query: Query, most: int, occupations: Container[str]
    ) -> list[int]:
        """Ids of the newest so many posts that `found_by` would find, public or not, in any order;
        where there are more, those that were never published give way.

        `occupations` are the codes that any post has: a word may name dozens that none has, and
        each is sought.
        """
        return self.newest_matching_ids(query, Names(self.db, occupations), most)

    def newest_ids_with_some_of(self, query: Query, most: int) -> list[int]:
        """As `newest_ids_found_by`, with some of the words or what is learned about them."""
        return self.newest_matching_ids(_loosened(query, shipped()), no_keys, most)

    def ids_by_relevance(self, query: Query, ids: list[int]) -> list[int]:
        """These posts, which have what the query asks for: best first, the same on every database.

        Between equals the order given stays.
        """
        if not ids:
            return []
        names = Names(self.db)
        found = self._candidates(self.with_ids(ids).order_by(), query, names)
        of_id = {candidate.id: candidate for candidate in found}
        candidates = [of_id[pk] for pk in ids if pk in of_id]
        return [pk for pk, _score in rank(query, candidates, self._texts, shipped())]

    def by_relevance(
        self,
        query: Query,
        *,
        bound: int = NEWEST_RANKED,
        relations: Relations | None = None,
    ) -> Relevance:
        """Rank the newest `bound` posts for the query, the same on every database; where few have
        all that it asks for, those that have some of it too."""
        if not query:
            return Relevance([], [], frozenset(), is_bounded=False)
        relations = shipped() if relations is None else relations
        names = Names(self.db)
        newest = self.matching(query, names).newest_matches_first()
        candidates = self._candidates(newest[: bound + 1], query, names)
        is_bounded = len(candidates) > bound
        candidates = candidates[:bound]
        full = frozenset(candidate.id for candidate in candidates)
        if len(full) < FEW:
            others = (
                self.matching(_loosened(query, relations))
                .exclude(pk__in=full)
                .newest_matches_first()
            )
            candidates += self._candidates(others[: bound - len(full)], query, names)
        ranked = rank(query, candidates, self._texts, relations)
        ids, scores = [id_ for id_, _ in ranked], [score for _, score in ranked]
        return Relevance(ids, scores, full, is_bounded)

    def similar_to(
        self,
        *,
        title: str,
        text: str,
        bound: int = SIMILAR_RANKED,
        known: Profiles | None = None,
    ) -> list[tuple[int, float]]:
        """(id, score) of the newest `bound` posts that share work with these texts, best first."""
        known = known or shipped_profiles()
        asked = known.asked(known.of(terms(title, is_title=True), terms(text)))
        sought = (*(term for term in terms(title) if len(term) > 1), *asked) or _words(text)
        query = Query(title, tuple((Group(term),) for term in sought))
        rows = self.matching(query).newest_matches_first()[:bound]
        candidates = [
            Described(pk, title, _text(*parts))
            for pk, title, *parts in rows.values_list("pk", "title", *TEXTS)
        ]
        return rank_similar(Described(0, title, text), candidates, known)

    def _candidates(
        self,
        posts: "PostingSearch",
        query: Query,
        names: Names,
    ) -> list[Candidate]:
        rows = posts.values_list("pk", "title", "employer_id", "occupation_id")
        named = names.of_whole(query)
        return [
            Candidate(pk, title, bool(named & {employer_key(employer), occupation_key(code)}))
            for pk, title, employer, code in rows
        ]

    def _texts(self, pks: list[int]) -> dict[int, str]:
        rows = self.model._default_manager.using(self.db).filter(pk__in=pks)
        return {pk: _text(*parts) for pk, *parts in rows.values_list("pk", *TEXTS)}


def _loosened(query: Query, relations: Relations) -> Query:
    """What has a word of the query, or one of those that are learned to say it otherwise."""
    related = relations.of_label(query.text).title
    best = sorted(related.items(), key=lambda pair: (-pair[1], pair[0]))
    terms_of_it = tuple(term for term, _weight in best if len(term) > 1)
    return query.relaxed(terms_of_it[:RELATED_TERMS])


def _words(text: str) -> tuple[str, ...]:
    longest = sorted(terms(text), key=lambda term: (-len(term), term))
    return tuple(longest[:WORDS_SOUGHT])


@cache
def shipped_profiles() -> Profiles:
    """Profiles by the shipped relations."""
    return Profiles(shipped(), remembered=500)
