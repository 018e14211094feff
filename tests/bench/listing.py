"""python -m tests.bench.listing: lists, search and counts at 5,000, 100,000 and 1,000,000 posts.

On SQLite and on PostgreSQL with the same rows; exits 1 if a ratio or a plan is not what it has to
be. What counts is the processors' time of the site and of the database's process, for others may be
busy on the machine; the databases are asked in turn, and of every figure the shortest counts. What
breaks its bound is asked some more times, half of them in another process, for a shortest time can
only be too long. Milliseconds are information only: they are of this machine.
`BENCH_POSTS="5000 100000"` measures smaller ones, and only what can be said of them;
`BENCH_VENDORS=SQLite` one of the two.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from tests.bench.databases import environment, postgres_address, postgres_server, sqlite_address

SCALES = [int(each) for each in os.environ.get("BENCH_POSTS", "5000 100000 1000000").split()]
VENDORS = os.environ.get("BENCH_VENDORS", "SQLite PostgreSQL").split()
# How often each measure is asked for; what takes seconds less often.
ROUNDS = {
    "list_pages": 5,
    "whole_pages": 4,
    "relevance": 4,
    "rare_word": 5,
    "counts": 9,
    "upkeep": 4,
    "icontains": 1,
    "group_bys": 1,
    "facts_read": 1,
    "plans": 1,
}
MORE_ROUNDS = 20
# Of the page through all of the middleware, which takes long.
MOST_PAGE_ROUNDS = 3
PAGE = "page"
# Of the requests a second of a view that does nothing.
FLOORS = {"by Zipf": 0.30, "missed": 0.05}
Figures = dict[str, Any]


class Database:
    """A process that measures one database, and the shortest of what it said."""

    def __init__(self, address: str, posts: int) -> None:
        self.address, self.posts = address, posts
        self.found: dict[str, Figures] = {measure: {} for measure in (*ROUNDS, PAGE)}
        self.process = self._started("listing_figures")
        self.server: subprocess.Popen[str] | None = None
        self.page_rounds = 0

    def _started(self, module: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", f"tests.bench.{module}"],
            env=environment(self.address),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start_anew(self) -> None:
        """Go on in another process: where the memory of one lies may make its figures longer for as
        long as it lives."""
        self.process.communicate()
        self.process = self._started("listing_figures")

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *failure: object) -> None:
        for process in (self.process, self.server):
            if process:
                process.communicate()

    def ask_as_a_server(self) -> None:
        """Measure the page through all of the middleware, in a process of its own; not more than
        so many times."""
        if self.page_rounds == MOST_PAGE_ROUNDS:
            return
        self.page_rounds += 1
        self.server = self.server or self._started("page_figures")
        self._learn(PAGE, _said(self.server, ""))

    def ask(self, measure: str, names: list[str] | None = None) -> None:
        """Measure once more; only what has these names, if any are given."""
        self._learn(measure, _said(self.process, json.dumps([measure, names or []])))

    def _learn(self, measure: str, said: Figures) -> None:
        known = self.found[measure]
        for name, figure in said.items():
            known[name] = min(figure, known.get(name, figure))

    def share_of_bare(self, name: str) -> float:
        """How many of these requests are answered while one that does nothing is."""
        return self.figure(PAGE, "bare") / self.figure(PAGE, name)

    def figure(self, measure: str, name: str) -> float:
        return float(self.found[measure][name])

    def mean(self, measure: str, ending: str = "") -> float:
        """Of all figures of the measure whose name ends so."""
        chosen = [ms for name, ms in self.found[measure].items() if name.endswith(ending)]
        return sum(chosen) / len(chosen)

    def worst_query(self) -> tuple[float, str]:
        """The longest page of a query with filters, and which it is."""
        queries = {n: ms for n, ms in self.found["whole_pages"].items() if n != "first page"}
        name = max(queries, key=lambda each: queries[each])
        return queries[name], name


def _said(process: "subprocess.Popen[str]", asked: str) -> Figures:
    assert process.stdin
    assert process.stdout
    process.stdin.write(asked + "\n")
    process.stdin.flush()
    found: Figures = json.loads(process.stdout.readline())
    return found


@dataclass
class Gate:
    """What is compared with its bound; `again` measures once more what it depends on."""

    what: str
    figure: Callable[[], float]
    bound: float
    again: Callable[[], None]
    is_floor: bool = False

    @property
    def is_kept(self) -> bool:
        figure = self.figure()
        return figure >= self.bound if self.is_floor else figure <= self.bound


def gates(databases: list[Database]) -> Iterator[Gate]:
    """Every bound that can be held against these scales."""
    small, large = databases[0], databases[-1]
    for name in small.found["list_pages"]:
        yield Gate(f"list, {large.posts:,} to {small.posts:,} posts: {name}",
                   lambda name=name: large.figure("list_pages", name)
                   / small.figure("list_pages", name), 1.5,
                   lambda name=name: _ask(databases, "list_pages", name))  # fmt: skip
    for each in databases:
        yield from _gates_of(each)
    by_posts = {each.posts: each for each in databases}
    if {100_000, 1_000_000} <= by_posts.keys():
        pair = [by_posts[100_000], by_posts[1_000_000]]
        yield Gate("by relevance, 1,000,000 to 100,000 posts",
                   lambda: pair[1].mean("relevance") / pair[0].mean("relevance"), 3,
                   lambda: _ask(pair, "relevance"))  # fmt: skip
    if million := by_posts.get(1_000_000):
        yield Gate("icontains to a rare word",
                   lambda: million.figure("icontains", "icontains")
                   / million.figure("rare_word", "rare word"), 1_000,
                   lambda: million.ask("rare_word"), is_floor=True)  # fmt: skip
        yield Gate("GROUP BYs to all counts of a page",
                   lambda: million.figure("group_bys", "group by")
                   / million.figure("counts", "counts"), 100,
                   lambda: million.ask("counts"), is_floor=True)  # fmt: skip


def _gates_of(each: Database) -> Iterator[Gate]:
    posts = f"{each.posts:,} posts"
    yield Gate(f"plans gone astray, {posts}", lambda: len(each.found["plans"]), 0,
               lambda: None)  # fmt: skip
    yield Gate(f"query with filters to first page, {posts}",
               lambda: each.worst_query()[0] / each.figure("whole_pages", "first page"), 5,
               lambda: each.ask("whole_pages", [each.worst_query()[1]]))  # fmt: skip
    for name, floor in FLOORS.items():
        yield Gate(f"list page {name}, of a bare view's rate, {posts}",
                   lambda name=name: each.share_of_bare(name), floor,
                   each.ask_as_a_server, is_floor=True)  # fmt: skip
    yield Gate(f"upkeep of indexes, ms a post, {posts}", lambda: _upkeep(each), 1,
               lambda: each.ask("upkeep"))  # fmt: skip


def _upkeep(each: Database) -> float:
    return each.figure("upkeep", "indexed") - each.figure("upkeep", "bare")


def _ask(databases: list[Database], measure: str, *names: str) -> None:
    for each in databases:
        each.ask(measure, list(names))


def table(databases: list[Database]) -> None:
    """Milliseconds for people, as a table of Markdown."""
    rows: dict[str, Callable[[Database], float]] = {
        "posts of a first page, mean of 92 lists": lambda each: each.mean("list_pages", "first"),
        "the same 80 % deep": lambda each: each.mean("list_pages", "deep"),
        "whole first page, nothing kept": lambda each: each.figure("whole_pages", "first page"),
        "whole page of a query with filters, worst of 18": lambda each: each.worst_query()[0],
        "page by relevance, mean of 6": lambda each: each.mean("relevance"),
        "rare word": lambda each: each.figure("rare_word", "rare word"),
        "the same by `icontains`": lambda each: each.figure("icontains", "icontains"),
        "all counts of a page": lambda each: each.figure("counts", "counts"),
        "the same by GROUP BY": lambda each: each.figure("group_bys", "group by"),
        "indexes and triggers, a post in bulk": _upkeep,
        "a view that does nothing": lambda each: each.figure(PAGE, "bare"),
        "list page by Zipf, an edit each second": lambda each: each.figure(PAGE, "by Zipf"),
        "the same, logged in": lambda each: each.figure(PAGE, "logged in"),
        "list page that is not kept": lambda each: each.figure(PAGE, "missed"),
        "neither its cards, counts nor filters": lambda each: each.figure(PAGE, "made anew"),
        "all facts read into memory": lambda each: each.figure("facts_read", "facts read"),
    }
    print("| ms | " + " | ".join(f"{each.posts:,} posts" for each in databases) + " |")
    print("|---|" + "---:|" * len(databases))
    for label, figure in rows.items():
        print(f"| {label} | " + " | ".join(f"{figure(each):,.2f}" for each in databases) + " |")


def measured(databases: list[Database]) -> list[Gate]:
    """Measure, and what breaks its bound some more times."""
    for measure, rounds in ROUNDS.items():
        for _ in range(rounds):
            _ask(databases, measure)
    for each in databases:
        each.ask_as_a_server()
    checked = list(gates(databases))
    for round_ in range(MORE_ROUNDS):
        broken = [gate for gate in checked if not gate.is_kept]
        if broken and round_ == MORE_ROUNDS // 2:
            for each in databases:
                each.start_anew()
        for gate in broken:
            gate.again()
    return checked


def report(checked: list[Gate]) -> None:
    """Every bound; of those of lists the closest, and every one that is broken."""
    lists = [gate for gate in checked if gate.what.startswith("list, ")]
    closest = max(lists, key=lambda gate: gate.figure())
    for gate in checked:
        if gate is closest or gate not in lists or not gate.is_kept:
            verdict = "ok  " if gate.is_kept else "FAIL"
            sign = "≥" if gate.is_floor else "≤"
            print(f"{verdict} {gate.what}: {gate.figure():,.2f} ({sign} {gate.bound:,})")


def main() -> int:
    # Each database's figures are seen as soon as they are there, in a file too.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    broken = 0
    with ExitStack() as servers:
        server = servers.enter_context(postgres_server()) if "PostgreSQL" in VENDORS else ""
        for vendor in VENDORS:
            with ExitStack() as stack:
                databases = [
                    Database(
                        sqlite_address(posts)
                        if vendor == "SQLite"
                        else postgres_address(server, posts),
                        posts,
                    )
                    for posts in SCALES
                ]
                for each in databases:
                    stack.enter_context(each)
                checked = measured(databases)
                print(f"\n{vendor}\n")
                table(databases)
                print()
                report(checked)
                for each in databases:
                    for what, plan in list(each.found["plans"].items())[:5]:
                        print(f"{each.posts:,} posts, {what}:\n{plan}")
                broken += sum(not gate.is_kept for gate in checked)
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
