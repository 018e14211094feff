"""The tasks `search` and `similar`: the engine that the pages use, over the posts of a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jobs.models import Posting
from jobs.search.query import parse
from jobs.search.relations import Relations, shipped
from jobs.search.similarity import Profiles
from tongwulang.site.evaluation.files import ranking_lines, read_jsonl, read_pairs
from tongwulang.site.evaluation.postings import load_postings
from tongwulang.site.evaluation.scratch import scratch_database

# Every post of a file is compared with every query; reading it once is enough.
REMEMBERED = 20_000


@dataclass(frozen=True)
class Switches:
    """Parts of the engine that a measurement leaves out; None: the shipped relations."""

    relations: Relations | None = None
    with_synonyms: bool = True
    has_fields: bool = True


def run_search(folder: Path, switches: Switches) -> Iterator[str]:
    """Rankings of `queries.tsv` over `postings.jsonl`."""
    queries = list(read_pairs(folder / "queries.tsv"))  # a bad one is said before the work
    with scratch_database():
        names = load_postings(folder / "postings.jsonl", has_fields=switches.has_fields)
        for qid, words in queries:
            query = parse(words, with_synonyms=switches.with_synonyms)
            # A page ranks the newest only; a file's posts have no age, so all are ranked.
            found = Posting.objects.by_relevance(
                query, bound=len(names), relations=switches.relations
            )
            ranked = ((names[pk], score) for pk, score in zip(found.ids, found.scores, strict=True))
            yield from ranking_lines(qid, ranked)


def run_similar(folder: Path, switches: Switches) -> Iterator[str]:
    """Rankings of `queries.jsonl` (a text without its title) over `postings.jsonl`."""
    queries = list(read_jsonl(folder / "queries.jsonl"))
    with scratch_database():
        names = load_postings(folder / "postings.jsonl")
        ids = {name: pk for pk, name in names.items()}
        profiles = Profiles(
            shipped() if switches.relations is None else switches.relations, remembered=REMEMBERED
        )
        for asked in queries:
            hidden = {ids[name] for name in map(str, asked.get("exclude") or ()) if name in ids}
            ranked = Posting.objects.exclude(pk__in=hidden).similar_to(
                title="",
                text=str(asked["text"]),
                bound=len(names),
                known=profiles,
            )
            yield from ranking_lines(
                str(asked["qid"]), ((names[pk], score) for pk, score in ranked)
            )


TASKS = {"search": run_search, "similar": run_similar}
