"""A scratch site with as many demo posts as asked for, and its application to ask in-process."""

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POSTS = int(os.environ.get("BENCH_POSTS", "100000"))


@contextmanager
def scratch_site(posts: int = POSTS) -> Iterator[None]:
    """Django set up on a new SQLite database with this many public posts; BENCH_DATABASE_URL names
    another database, which is filled where it is not yet."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        address = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder}/db.sqlite3")
        os.environ |= {
            "DATABASE_URL": address,
            "DEMO": "true",
            "STATIC_ROOT": str(Path(folder) / "static"),
            "DJANGO_SETTINGS_MODULE": "tongwulang.settings",
        }
        import django  # noqa: PLC0415 - the environment comes first

        django.setup()
        _fill(posts)
        yield


def _fill(posts: int) -> None:
    from django.conf import settings  # noqa: PLC0415 - after django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from tongwulang.site.demo.people import ensure_people  # noqa: PLC0415

    settings.ROOT_URLCONF = "tests.bench.api_urls"
    settings.API_REQUESTS_PER_MINUTE = 10**9
    quiet = {"stdout": io.StringIO()}
    call_command("migrate", verbosity=0)
    call_command("load_seeds", quiet=True, **quiet)
    ensure_people(None, today=timezone.localdate())
    call_command("generate_demo", postings=posts, **quiet)


class Site:
    """The application as a server calls it: middleware and all, no socket."""

    def __init__(self) -> None:
        from tongwulang.wsgi import application  # noqa: PLC0415 - after django.setup()

        self.application = application

    def ask(self, path: str) -> bytes:
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
