"""Runs a command with DATABASE_URL pointing at a PostgreSQL server of its own.

`python -m tests.postgres COMMAND…`: uses $DATABASE_URL if it is a PostgreSQL address already, else
starts a server from the system's binaries in a temporary folder and ends it afterwards.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = (
    "找不到 PostgreSQL：请安装它的服务器程序（Debian、Ubuntu：apt-get install postgresql），"
    "或把 DATABASE_URL 设为一台可用的 PostgreSQL 服务器。"
)

# What the server would do so that a crash loses nothing.
NOTHING_TO_LOSE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def server_binaries() -> Path:
    """The folder of the newest initdb; exits with one clear line if there is none."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    on_path = shutil.which("initdb")
    if not installed and not on_path:
        sys.exit(MISSING)
    return (installed[-1] if installed else Path(on_path or "")).parent


def as_server_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root, so root runs it as `postgres`."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


@contextmanager
def server(kept: Path | None = None, settings: str = "") -> Iterator[str]:
    """A running server with an empty database, or with what the folder `kept` holds; yields its
    address."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        home = kept or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            os.chown(home, owner.pw_uid, owner.pw_gid)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        control = _prepared(home / "data")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {NOTHING_TO_LOSE}"
        run_quietly([*control, "-o", f"{options} {settings}", "-l", str(home / "log"), "start"])
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            run_quietly([*control, "-m", "fast" if kept else "immediate", "stop"])


def _prepared(data: Path) -> list[str]:
    """The command that controls the server of this folder, which is made if it is not there."""
    binaries = server_binaries()
    if not data.exists():
        initdb = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust"]
        run_quietly([*initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
    return [str(binaries / "pg_ctl"), "-D", str(data), "-w"]


def run_quietly(command: list[str]) -> None:
    """Run a server command; on failure show what it said and exit."""
    done = subprocess.run(
        as_server_user(command), check=False, capture_output=True, text=True, cwd="/"
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://")):
        return subprocess.call(command)
    with server() as address:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
