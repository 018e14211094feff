"""manage.py worker: does what takes longer than a request, imports above all.

The rows are the queue: a run that waits is leased, worked on and released. A worker that is killed
loses its lease, and the next one goes on from where the run stands; nothing has to be cleaned up.
"""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from jobs.actions import chores
from jobs.imports.runs import work_on_next

SECONDS_IDLE = 1.0
SECONDS_BETWEEN_SWEEPS = 3600


class Command(BaseCommand):
    help = "后台处理：导入超过 1,000 行的表格，每小时做例行处理。与网站一起常驻，可以有几个。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="处理完等待的就结束")
        parser.add_argument("--with-parent", action="store_true", help="启动它的进程结束时一起结束")

    def handle(self, *args: Any, **options: Any) -> None:
        parent = os.getppid()
        swept = 0.0
        while not options["with_parent"] or os.getppid() == parent:
            close_old_connections()
            if time.monotonic() - swept > SECONDS_BETWEEN_SWEEPS or not swept:
                chores.do_all()
                swept = time.monotonic()
            if work_on_next():
                continue
            if options["once"]:
                return
            time.sleep(SECONDS_IDLE)
