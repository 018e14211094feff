"""Processors' time of this process and of the database's that works for it: others on the machine
do not count."""

import time
from pathlib import Path

from django.db import connection


def spent() -> float:
    """Seconds. SQLite works in this process; of PostgreSQL's, Linux tells the nanoseconds."""
    own = time.process_time()
    if connection.vendor == "sqlite":
        return own
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    return own + int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e9
