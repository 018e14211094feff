"""manage.py eval_run TASK IN OUT: run the product's engine over the files of a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobs.search.relations import Relations, read
from tongwulang.site.evaluation.files import EvaluationError
from tongwulang.site.evaluation.rankings import TASKS, Switches


class Command(BaseCommand):
    help = "用本系统的引擎处理评测文件，写出排序结果；使用自建的临时数据库，不影响现有数据。"
    # Works on a checkout that has no database yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("task", metavar="TASK", help="、".join(TASKS))
        parser.add_argument("folder", metavar="IN", type=Path)
        parser.add_argument("out", metavar="OUT", type=Path)
        parser.add_argument("--relations", help="另一份学得的关系文件；none 为不用")
        parser.add_argument("--no-synonyms", action="store_true", help="不用同义词")
        parser.add_argument("--one-field", action="store_true", help="标题和正文不分开（search）")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["task"] not in TASKS:
            raise CommandError(f"没有评测任务“{options['task']}”，现有：{'、'.join(TASKS)}。")
        switches = Switches(
            _relations(options["relations"]), not options["no_synonyms"], not options["one_field"]
        )
        try:
            lines = list(TASKS[options["task"]](options["folder"], switches))
        except EvaluationError as error:
            raise CommandError(str(error)) from error
        options["out"].write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _relations(given: str | None) -> Relations | None:
    if given is None:
        return None
    return Relations() if given == "none" else read(Path(given))
