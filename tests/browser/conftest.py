"""A real server with the demo content at full scale, and real Chromium to look at it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.looking import page_seen_as
from tests.browser.pages import View
from tests.log_watch import MOBILE
from tongwulang.site.demo.people import SEEKER_PHONE

DEMO_PASSWORD = "only-for-this-run-of-browser-tests"
SITE_IS_READY_AFTER = 300  # seconds, at most


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """The system's Chromium: the test tool's own download is not to be had everywhere."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.exit(
            "找不到 Chromium：请先安装（apt-get install chromium fonts-noto-cjk）。",
            returncode=1,
        )
    quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    return {"executable_path": found, "args": ["--no-sandbox", "--disable-gpu", *quiet]}


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """A demo installation of its own: nothing of the checkout's database is touched."""
    folder = tmp_path_factory.mktemp("site")
    return {
        **os.environ,
        "DEMO": "true",
        "DEMO_PASSWORD": DEMO_PASSWORD,
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "STATIC_ROOT": str(folder / "static"),
    }


@pytest.fixture(scope="session")
def log(tmp_path_factory):
    """What the server says; a demo's SMS are among it."""
    return tmp_path_factory.mktemp("log") / "server.txt"


@pytest.fixture(scope="session")
def site(environment, log):
    """The address of the site as `make demo` serves it."""
    port = free_port()
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=output, stderr=output
        )
    try:
        wait_for(f"http://localhost:{port}/readyz", server, log)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)
    # The announcement names the sample number with which a visitor logs in.
    named = set(MOBILE.findall(log.read_text(errors="replace")))
    assert named == {SEEKER_PHONE.removeprefix("+86")}


@pytest.fixture(scope="session")
def ended_posting(site, environment):
    """The address of a post that ran out yesterday."""
    code = (
        "import datetime as dt; from django.utils import timezone; "
        "from jobs.models import Posting; posting = Posting.objects.published().latest('pk'); "
        "posting.expires_on = timezone.localdate() - dt.timedelta(days=1); posting.save(); "
        "print(posting.get_absolute_url())"
    )
    shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    return subprocess.check_output(shell, cwd=settings.BASE_DIR, env=environment, text=True).strip()


@pytest.fixture(scope="session")
def logged_in(site, browser, environment):
    """Log a page's context in as one of the demo's organizers, by e-mail: `logged_in(page, email)`.

    Each comes in once, by password and TOTP, for a code serves once; later pages get the cookies.
    """
    cookies = {}

    def come_in(page, email):
        if email not in cookies:
            with page_seen_as(View(1280, "light"), browser, site) as door:
                door.goto(site + "/account/login/email/?next=/admin/")
                door.locator("[name=login]").fill(email)
                door.locator("[name=password]").fill(DEMO_PASSWORD)
                door.locator("[name=password]").press("Enter")
                door.locator("[name=code]").fill(demo_code(environment))
                door.locator("[name=code]").press("Enter")
                door.wait_for_url(site + "/admin/")
                cookies[email] = door.context.cookies()
        page.context.add_cookies(cookies[email])

    return come_in


def demo_code(environment):
    """The six digits of now, as whoever runs the demo reads them."""
    command = [sys.executable, "manage.py", "demo_code"]
    return subprocess.check_output(
        command, cwd=settings.BASE_DIR, env=environment, text=True
    ).strip()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, server, log):
    deadline = time.monotonic() + SITE_IS_READY_AFTER
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address) as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    pytest.fail(f"the site did not start:\n{log.read_text()}")
