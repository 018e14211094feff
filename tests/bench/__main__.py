"""python -m tests.bench: every bench with bounds, one after the other; exits 1 if any is broken."""

import os
import platform
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests import postgres

BENCHES = ("api_list", "api_mirror", "listing")


def machine() -> str:
    """What figures are of: another machine has others, and the same ratios."""
    processors = Path("/proc/cpuinfo")
    names = [
        line.partition(":")[2].strip()
        for line in (processors.read_text().splitlines() if processors.exists() else ())
        if line.startswith("model name")
    ]
    server = [str(postgres.server_binaries() / "postgres"), "--version"]
    said = subprocess.run(server, capture_output=True, text=True, check=True).stdout.split()
    return ", ".join(
        (
            names[0] if names else platform.machine(),
            f"{os.cpu_count()} cores",
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
            f"PostgreSQL {said[2]}",
        )
    )


def main() -> int:
    print(machine(), flush=True)
    broken = []
    for name in BENCHES:
        print(f"\n== {name}", flush=True)
        if subprocess.call([sys.executable, "-m", f"tests.bench.{name}"]):
            broken.append(name)
    print(f"\nBroken: {', '.join(broken)}" if broken else "\nEvery bound is kept.")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
