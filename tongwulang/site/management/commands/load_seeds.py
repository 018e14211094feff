"""manage.py load_seeds: bring code tables, bureaus and reported fairs up to the files in seeds/."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tongwulang.site.seed_notices import load_notices
from tongwulang.site.seed_rows import SeedError
from tongwulang.site.seed_tables import load_seeds


class Command(BaseCommand):
    help = "载入代码表、主办单位和据报道的招聘会；重复运行不会产生重复。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "seeds")
        parser.add_argument("--quiet", action="store_true", help="只报告错误")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for outcome in load_seeds(options["folder"]):
                state = "已载入" if outcome.was_loaded else "未变"
                if not options["quiet"]:
                    self.stdout.write(f"{outcome.table:<14}{outcome.row_count:>6} 行  {state}")
            load_notices(options["folder"] / "notices")
        except SeedError as error:
            raise CommandError(str(error)) from error
