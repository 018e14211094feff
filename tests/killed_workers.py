"""A worker in a process of its own, really killed in the middle of an import or an export."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

SECONDS = 120  # at most, until a worker is in the middle of the work


def killed_in_the_middle_of(run):
    """Kill a worker once it has done some rows; returns the processes that worked for it."""
    process = _worker()
    deadline = time.monotonic() + SECONDS
    try:
        while not 0 < run.rows_done < run.row_count and time.monotonic() < deadline:
            time.sleep(0.01)
            run.refresh_from_db()
        helpers = _children_of(process.pid)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    run.refresh_from_db()
    assert 0 < run.rows_done < run.row_count, "killed too late to tell anything"
    return helpers


def _worker():
    """A worker of its own on this very database."""
    found = connection.settings_dict
    server = f"{found['HOST']}:{found['PORT']}"
    address = f"postgres://{found['USER']}:{found['PASSWORD']}@{server}/{found['NAME']}"
    return subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address, "DEMO": "true"},
    )


def _children_of(pid):
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(one) for each in threads for one in (each / "children").read_text().split()]
