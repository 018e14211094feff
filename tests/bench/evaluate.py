"""python -m tests.bench.evaluate EVAL_DATA: held-out figures of search, part by part.

EVAL_DATA holds real_postings/jobs51_jd_4000.jsonl and score.py. Nothing of it is kept. What is
reported is never learned from: rows "other posts" learn from the posts that are not reported, rows
"unseen functions" in addition from no post that carries a label which is asked for.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
from django.core.management import call_command

from tests.bench import splits

POSTS = "real_postings/jobs51_jd_4000.jsonl"
REPORTED = 0.25
FEWEST = 5
# The engine's constants were last set on splits 0 and 1; all splits are of the same posts.
SEEDS = range(2, 5)
FOLDS = 4

Row = tuple[str, list[float]]


class Bench:
    """One split after another, in a folder of its own."""

    def __init__(self, data: Path, work: Path) -> None:
        self.posts = splits.read_posts(data / POSTS)
        self.score, self.work = data / "score.py", work

    def rows(self) -> Iterator[Row]:
        """The table: (name, one figure a split)."""
        bare = ["--relations", "none", "--no-synonyms"]
        one_field = [self.search(seed, *bare, "--one-field") for seed in SEEDS]
        yield "search: words and characters, one field", one_field
        yield "search: the same, title and text apart", [self.search(seed, *bare) for seed in SEEDS]
        with_synonyms = [self.search(seed, "--relations", "none") for seed in SEEDS]
        yield "search: + synonyms", with_synonyms
        yield "search: + relations learned from other posts", [self.learned(s) for s in SEEDS]
        yield (
            "search: the same without synonyms",
            [self.learned(seed, "--no-synonyms") for seed in SEEDS],
        )
        yield "search: + relations, unseen functions", [self.unseen(seed) for seed in SEEDS]
        yield "similar: words", [self.similar(seed, is_learned=False) for seed in SEEDS]
        yield "similar: + profiles", [self.similar(seed, is_learned=True) for seed in SEEDS]

    def search(self, seed: int, *options: str) -> float:
        _rest, reported = splits.by_post(self.posts, REPORTED, seed)
        labels = splits.queries_of(reported, FEWEST)
        qrels = splits.write_search(self.work, reported, labels)
        return self.figure("search", qrels, *options)

    def learned(self, seed: int, *options: str) -> float:
        rest, _reported = splits.by_post(self.posts, REPORTED, seed)
        return self.search(seed, "--relations", str(self.learn(rest)), *options)

    def unseen(self, seed: int) -> float:
        """The mean over all queries, each answered by relations that never saw its posts."""
        rest, reported = splits.by_post(self.posts, REPORTED, seed)
        labels = splits.queries_of(reported, FEWEST)
        total = 0.0
        for fold in range(FOLDS):
            mine = labels[fold::FOLDS]
            relations = self.learn(splits.without(rest, set(mine)))
            qrels = splits.write_search(self.work, reported, mine)
            total += len(mine) * self.figure("search", qrels, "--relations", str(relations))
        return total / len(labels)

    def similar(self, seed: int, *, is_learned: bool) -> float:
        rest, reported = splits.by_post(self.posts, REPORTED, seed)
        relations = str(self.learn(rest)) if is_learned else "none"
        qrels = splits.write_similar(self.work, reported, seed)
        return self.figure("similar", qrels, "--relations", relations)

    def learn(self, posts: list[splits.Post]) -> Path:
        source, out = self.work / "learn.jsonl", self.work / "relations.tsv"
        splits.write_labelled(source, posts)
        call_command("learn_relations", source, out)
        return out

    def figure(self, task: str, qrels: Path, *options: str) -> float:
        """nDCG@10 of a task by the given score.py."""
        run = self.work / "run.txt"
        call_command("eval_run", task, self.work, run, *options)
        hidden = ["--exclude", str(self.work / "queries.jsonl")] if task == "similar" else []
        command = [sys.executable, str(self.score), str(qrels), str(run), *hidden]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found = re.search(r"ndcg@10 ([0-9.]+)", said)
        if found is None:
            sys.exit(f"{self.score}: {said}")
        return float(found[1])


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not (Path(arguments[0]) / POSTS).is_file():
        sys.exit(f"用法：make eval EVAL_DATA=文件夹（其中有 {POSTS} 和 score.py）")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongwulang.settings")
    django.setup()
    with tempfile.TemporaryDirectory(prefix="evaluation-") as work:
        for name, figures in Bench(Path(arguments[0]), Path(work)).rows():
            mean = sum(figures) / len(figures)
            each = " ".join(f"{one:.3f}" for one in figures)
            sys.stdout.write(f"{name:<48} nDCG@10 {mean:.4f}   ({each})\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
