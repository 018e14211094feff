"""manage.py worker: does what takes longer than a request, what leaves the site, and the chores.

Each has a thread of its own, so that an import of minutes holds no message up. Told to end
(SIGTERM), the worker lets the step that sends a message finish; an import goes on from its last
chunk next time.
"""

import logging
import os
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection

from jobs.actions import chores
from tongwulang.site.queues import QUEUES

logger = logging.getLogger(__name__)

SECONDS_IDLE = 1.0
SECONDS_AFTER_A_FAULT = 5.0
SECONDS_BETWEEN_CHORES = 3600.0
SECONDS_TO_FINISH = 30


class Command(BaseCommand):
    help = "后台处理：消息，超过 1,000 行的导入和导出，打印，例行事务。与网站一起常驻，可以有几个。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="处理完等待的就结束")
        parser.add_argument("--with-parent", action="store_true", help="启动它的进程结束时一起结束")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            chores.do_all()
            for queue in QUEUES:
                while queue.step():
                    pass
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        threads = started(stop)
        parent = os.getppid()
        while not stop.wait(SECONDS_IDLE):
            if options["with_parent"] and os.getppid() != parent:
                stop.set()
        deadline = time.monotonic() + SECONDS_TO_FINISH
        for thread in threads:
            thread.join(max(0, deadline - time.monotonic()))


def started(stop: threading.Event) -> list[threading.Thread]:
    """The threads that work until told to stop; what does not end in time ends with the process."""
    work = [(queue.name, queue.step, SECONDS_IDLE) for queue in QUEUES]
    work.append(("chores", do_chores, SECONDS_BETWEEN_CHORES))
    threads = [
        threading.Thread(target=keep_doing, args=(*each, stop), name=each[0], daemon=True)
        for each in work
    ]
    for thread in threads:
        thread.start()
    return threads


def do_chores() -> bool:
    """Do what time alone makes due; there is nothing left to do then."""
    chores.do_all()
    return False


def keep_doing(
    name: str, step: Callable[[], bool], seconds_idle: float, stop: threading.Event
) -> None:
    """Repeat the step until told to stop, with a pause when there is nothing to do."""
    while not stop.is_set():
        close_old_connections()
        try:
            pause = 0 if step() else seconds_idle
        except Exception:
            # A database that restarts, a row that nobody foresaw: neither may end the work on all
            # other rows. The row keeps its lease, so that it is not met again at once.
            logger.exception("%s met a fault", name)
            pause = SECONDS_AFTER_A_FAULT
        stop.wait(pause)
    connection.close()
