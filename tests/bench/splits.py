"""Splits of labelled posts into what is learned from and what is reported."""

import json
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Post = dict[str, Any]

# Labels that are no function, or more than one run together by the page that they came from.
LONGEST_LABEL = 40
QUERIES_OF_SIMILAR = 200


def read_posts(path: Path) -> list[Post]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def by_post(posts: list[Post], share: float, seed: int) -> tuple[list[Post], list[Post]]:
    """(learned from, reported): equal texts stay on one side."""
    chance = random.Random(seed)
    side: dict[str, bool] = {}
    for post in posts:
        text = post["description"]
        side.setdefault(text, chance.random() < share)
    learned = [post for post in posts if not side[post["description"]]]
    return learned, [post for post in posts if side[post["description"]]]


def without(posts: Iterable[Post], labels: set[str]) -> list[Post]:
    """The posts that carry none of these labels: the functions are then unseen in learning."""
    return [post for post in posts if not labels & set(post["functions"])]


def queries_of(posts: list[Post], fewest: int) -> list[str]:
    """Labels that at least so many posts carry."""
    counts = Counter(name for post in posts for name in post["functions"])
    return sorted(
        name
        for name, count in counts.items()
        if count >= fewest and len(name) < LONGEST_LABEL and "：" not in name
    )


def write_search(folder: Path, posts: list[Post], labels: list[str]) -> Path:
    """The files of task `search`; returns the true answers."""
    _write_posts(folder, posts)
    queries = {f"q{number}": label for number, label in enumerate(labels)}
    _write(folder / "queries.tsv", (f"{qid}\t{label}" for qid, label in queries.items()))
    return _write(
        folder / "qrels.tsv",
        (
            f"{qid}\t0\t{post['id']}\t1"
            for qid, label in queries.items()
            for post in posts
            if label in post["functions"]
        ),
    )


def write_similar(folder: Path, posts: list[Post], seed: int) -> Path:
    """The files of task `similar`; returns the true answers: 2 same main function, 1 a shared."""
    _write_posts(folder, posts)
    asked = random.Random(seed).sample(posts, min(QUERIES_OF_SIMILAR, len(posts)))
    queries = []
    answers = []
    for number, post in enumerate(asked):
        hidden = [other["id"] for other in posts if other["description"] == post["description"]]
        query = {"qid": f"q{number}", "text": post["description"], "exclude": hidden}
        queries.append(json.dumps(query, ensure_ascii=False))
        answers += [
            f"q{number}\t0\t{other['id']}\t{gain}"
            for other in posts
            if other["id"] not in hidden and (gain := _gain(post, other))
        ]
    _write(folder / "queries.jsonl", queries)
    return _write(folder / "qrels.tsv", answers)


def write_labelled(path: Path, posts: Iterable[Post]) -> Path:
    """Posts with their labels, to learn from."""
    return _write(path, (json.dumps(post, ensure_ascii=False) for post in posts))


def _gain(post: Post, other: Post) -> int:
    if post["functions"][:1] == other["functions"][:1]:
        return 2
    return int(bool(set(post["functions"]) & set(other["functions"])))


def _write_posts(folder: Path, posts: list[Post]) -> None:
    hidden = {"functions", "keywords", "source"}
    bare = ({name: value for name, value in post.items() if name not in hidden} for post in posts)
    _write(folder / "postings.jsonl", (json.dumps(post, ensure_ascii=False) for post in bare))


def _write(path: Path, lines: Iterable[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path
