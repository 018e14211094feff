"""manage.py learn_relations POSTS OUT: learn what the names of functions say in posts."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobs.search.learning import Example, learn
from jobs.search.relations import lines
from tongwulang.site.evaluation.files import EvaluationError, read_jsonl


class Command(BaseCommand):
    help = "从带职能标签的岗位（JSONL：title、description、functions）学习检索词关系。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("posts", metavar="POSTS", type=Path)
        parser.add_argument("out", metavar="OUT", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            relations = learn(map(_example, read_jsonl(options["posts"])))
        except EvaluationError as error:
            raise CommandError(str(error)) from error
        text = "".join(f"{line}\n" for line in lines(relations))
        options["out"].write_text(text, "utf-8")


def _example(post: dict[str, Any]) -> Example:
    return Example(
        title=str(post.get("title") or ""),
        text=str(post.get("description") or ""),
        labels=[str(name) for name in post.get("functions") or ()],
    )
