"""Presses are processes: ended with whoever started them, and missed when they end before."""

import os
import resource
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from jobs.actions import export_runs
from jobs.exports import runs
from jobs.printing import press, prints
from jobs.printing.press import Press
from tests.factories import ParticipationFactory
from tests.jobs.printing.conftest import SITE, Read

SECONDS = 30  # at most, until a process has ended
STYLE = "@page { size: A5 } h1 { font-size: 20pt }"


def is_running(pid):
    """Whether the process works; one that has ended and that nobody has asked after does not."""
    with suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def page(text):
    return f"<!doctype html><title>页</title><h1>{text}</h1>"


def test_press_does_as_it_is_told_and_in_this_order():
    with Press(STYLE) as one:
        long = one.lay_out([page("长<br>" * 60), page("二")])
        other = one.lay_out([page("第三" + '<p id="here">这里' * 60)])
        one.lay_out([page("封面")], on_top=True)
        pages = Read(one.take()).texts

    assert (long.pages, long.anchors) == (1, {}), "the second way fits on one page"
    assert other.pages == len(pages) - 2
    assert set(other.anchors) == {"here"}
    assert [text.split()[0] for text in pages[:3]] == ["封面", "二", "第三"]


def test_press_that_has_ended_says_so():
    with Press(STYLE) as one:
        one.lay_out([page("一")])
        one._process.kill()
        one._process.wait()

        with pytest.raises(ValidationError, match="中途停止"):
            one.lay_out([page("二")])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["posters", "handbook"])
def test_print_whose_press_ends_fails_with_words(kind, langfang_organizer, monkeypatch):
    rows = [ParticipationFactory() for _ in range(3)]
    monkeypatch.setattr(prints, "PART", 1)
    monkeypatch.setattr(press.sys, "executable", shutil.which("false"))
    run = export_runs.request_export(
        kind=kind, keys=[row.pk for row in rows], by=langfang_organizer, site=SITE
    )

    run = runs.work_on(run)

    assert (run.status, bytes(run.content)) == ("failed", b"")
    assert run.failure.startswith("生成 PDF 的进程中途停止")


def test_press_may_not_take_the_machines_memory():
    """A handbook that wants too much is given up; what asked for it goes on."""
    with Press(STYLE) as one:
        one.lay_out([page("一")])

        assert resource.prlimit(one._process.pid, resource.RLIMIT_AS) == (2 << 30, 2 << 30)


def test_press_ends_with_whoever_started_it():
    code = (
        "import django; django.setup(); from jobs.printing.press import Press; "
        "press = Press('p {color: red}'); press.lay_out(['<p>a']); "
        "print(press._process.pid, flush=True); import time; time.sleep(60)"
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DEMO": "true", "DJANGO_SETTINGS_MODULE": "tongwulang.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    pid = int(owner.stdout.readline())
    assert is_running(pid)

    owner.kill()
    owner.communicate()

    deadline = time.monotonic() + SECONDS
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(pid)
