"""The files of an evaluation: JSONL, tab-separated queries, and rankings."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

LONGEST_RANKING = 100


class EvaluationError(Exception):
    """A file of an evaluation that is missing or cannot be read; the message names it."""


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file, one a line. Raises EvaluationError."""
    for number, line in _lines(path):
        try:
            yield json.loads(line)
        except json.JSONDecodeError as error:
            raise EvaluationError(f"{path}:{number}: {error}") from error


def read_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """The two columns of a tab-separated file. Raises EvaluationError."""
    for number, line in _lines(path):
        left, tab, right = line.partition("\t")
        if not tab:
            raise EvaluationError(f"{path}:{number}: 缺少制表符")
        yield left, right


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise EvaluationError(f"{path}: {error.strerror}") from error
    # Not splitlines(): the texts hold its exotic line ends.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.rstrip("\r")


def ranking_lines(qid: str, ranked: Iterable[tuple[str, float]]) -> Iterator[str]:
    """Lines `qid docid score` of the best; scores fall strictly, so that no reader re-orders."""
    for place, (docid, _score) in enumerate(ranked):
        if place == LONGEST_RANKING:
            return
        yield f"{qid} {docid} {LONGEST_RANKING - place}"
