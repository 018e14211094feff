"""manage.py rebuild_search: segment every post and employer anew while the site goes on serving."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS

from jobs.actions.search_index import rebuild_search


class Command(BaseCommand):
    help = "重建岗位和用人单位的检索词与索引；分批进行，不影响网站运行。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS)
        parser.add_argument("--quiet", action="store_true", help="只报告错误")

    def handle(self, *args: Any, **options: Any) -> None:
        def report(name: str, done: int) -> None:
            if not options["quiet"]:
                self.stdout.write(f"{name:<8}{done:>9}")

        rebuild_search(options["database"], report)
