"""python -m tests.bench.listing: lists, search and counts at 5,000, 100,000 and 1,000,000 posts.

On SQLite and on PostgreSQL with the same rows; exits 1 if a ratio or a plan is not what it has to
be. Milliseconds are information only: they are of this machine and of this moment.
`BENCH_POSTS="5000 100000"` measures smaller ones, and only what can be said of them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from tests.bench.databases import environment, postgres_address, postgres_server, sqlite_address

SCALES = [int(each) for each in os.environ.get("BENCH_POSTS", "5000 100000 1000000").split()]
Figures = dict[str, Any]


def measured(address: str) -> Figures:
    """The figures of one database, by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.listing_figures"],
        env=environment(address),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def gates(found: dict[int, Figures]) -> Iterator[tuple[str, float, float, bool]]:
    """(what, figure, bound, whether it is kept) for the smallest and the largest scale."""
    small, large = found[min(found)], found[max(found)]
    for depth in ("first", "deep"):
        ratio = _mean(large, depth) / _mean(small, depth)
        yield f"{depth} page, largest to smallest, mean of all shapes", ratio, 1.5, ratio <= 1.5
    for posts, figures in found.items():
        astray = len(figures["astray"])
        yield f"plans that are not pinned, {posts:,} posts", astray, 0, not astray
        ratio = figures["worst query page"] / figures["first page"]
        yield f"query with filters to first page, {posts:,} posts", ratio, 5, ratio <= 5
        yield f"upkeep, ms a post, {posts:,} posts", figures["upkeep"], 1, figures["upkeep"] <= 1
    if max(found) < 1_000_000:
        return
    ratio = large["icontains"] / large["rare word"]
    yield "icontains to a rare word", ratio, 1000, ratio >= 1000
    ratio = large["group by"] / large["counts"]
    yield "GROUP BYs to all counts of a page", ratio, 100, ratio >= 100
    if 100_000 in found:
        ratio = large["relevance"] / found[100_000]["relevance"]
        yield "relevance, 1,000,000 to 100,000 posts", ratio, 3, ratio <= 3


def table(found: dict[int, Figures]) -> None:
    """Milliseconds for people, as a table of Markdown."""
    rows = {
        "first page, mean of 32 filter shapes": lambda each: _mean(each, "first"),
        "page 80 % deep, the same": lambda each: _mean(each, "deep"),
        "whole first page without what is kept": lambda each: each["first page"],
        "whole page of a query with filters, worst": lambda each: each["worst query page"],
        "six queries by relevance": lambda each: each["relevance"],
        "rare word": lambda each: each["rare word"],
        "the same by icontains": lambda each: each["icontains"],
        "all counts of a page": lambda each: each["counts"],
        "the same by GROUP BY": lambda each: each["group by"],
        "indexes and triggers, a post in bulk": lambda each: each["upkeep"],
    }
    print("| ms | " + " | ".join(f"{posts:,} posts" for posts in found) + " |")
    print("|---|" + "---:|" * len(found))
    for label, figure in rows.items():
        print(
            f"| {label} | " + " | ".join(f"{figure(each):,.2f}" for each in found.values()) + " |"
        )


def hardest(found: dict[int, Figures]) -> Iterator[str]:
    """The filter shapes whose work grows most; not gated: a page of what is rarer than one in a
    thousand posts has to skip the others."""
    small, large = found[min(found)], found[max(found)]
    for depth in ("first work", "deep work"):
        grown = {
            name: large["pages"][name][depth] / (each[depth] or 1)
            for name, each in small["pages"].items()
        }
        name = max(grown, key=lambda each: grown[each])
        yield f"info most grown, {depth}: {name}: {grown[name]:,.1f} times"


def _mean(figures: Figures, depth: str) -> float:
    times = figures["pages"]
    draws = sum(1 if name.endswith("no filter") else 3 for name in times)
    return float(sum(each[depth] for each in times.values()) / draws)


def main() -> int:
    failed = 0
    with postgres_server() as server:
        for vendor in ("SQLite", "PostgreSQL"):
            found = {
                posts: measured(
                    sqlite_address(posts) if vendor == "SQLite" else postgres_address(server, posts)
                )
                for posts in SCALES
            }
            print(f"\n{vendor}\n")
            table(found)
            print()
            for what, figure, bound, is_kept in gates(found):
                failed += not is_kept
                print(f"{'ok  ' if is_kept else 'FAIL'} {what}: {figure:,.2f} (bound {bound:,})")
            print("\n".join(hardest(found)))
            for figures in found.values():
                for each in figures["astray"][:3]:
                    print(each)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
