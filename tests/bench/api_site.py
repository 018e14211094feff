"""A scratch site with many demo posts, and its application to ask in-process."""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.databases import environment, sqlite_address

POSTS = int(os.environ.get("BENCH_API_POSTS", "100000"))


@contextmanager
def scratch_site() -> Iterator[None]:
    """Django set up on a copy of the benches' SQLite database with so many posts."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        copied = Path(folder) / "db.sqlite3"
        shutil.copy(sqlite_address(POSTS).removeprefix("sqlite:///"), copied)
        static = Path(folder) / "static"
        static.mkdir()
        os.environ |= environment(f"sqlite:///{copied}") | {"STATIC_ROOT": str(static)}
        import django  # noqa: PLC0415 - the environment comes first
        from django.conf import settings  # noqa: PLC0415

        settings.ROOT_URLCONF = "tests.bench.api_urls"
        settings.API_REQUESTS_PER_MINUTE = 10**9
        django.setup()
        yield


class Site:
    """The application as a server calls it: middleware and all, no socket."""

    def __init__(self) -> None:
        from tongwulang.wsgi import application  # noqa: PLC0415 - after django.setup()

        self.application = application

    def ask(self, path: str, cookie: str = "") -> bytes:
        """The body; exits if it is no 200."""
        address, _, query = path.partition("?")
        said: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": cookie,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
        }
        answer = self.application(environ, lambda status, headers: said.append(status))
        body = b"".join(answer)
        answer.close()
        if not said[0].startswith("200"):
            sys.exit(f"{said[0]} {path}\n{body.decode()[:500]}")
        return body
