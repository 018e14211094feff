"""manage.py demo: migrate, load seeds, make demo content, serve, and say where and with what."""

import os
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.utils import timezone

from tongwulang.accounts.models import User
from tongwulang.site.demo.employer_desk import ensure_employer_desk
from tongwulang.site.demo.hall_duty import ensure_hall_duty
from tongwulang.site.demo.people import HALL_EMAIL, MEMBER_EMAIL, SEEKER_PHONE, ensure_people
from tongwulang.site.demo.second_factor import code_now, demo_secret


class Command(BaseCommand):
    help = "准备演示数据并启动站点；重复运行不会产生重复。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000", help="端口，默认 8000")
        parser.add_argument("--no-serve", action="store_true", help="只准备，不启动")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        if not settings.DEMO:
            raise CommandError("这是正式环境（DEMO 未开启），不能生成演示数据。")
        port = checked_port(options["port"])
        check_database()
        call_command("migrate", verbosity=0, stdout=self.stdout)
        call_command("load_seeds", quiet=True, stdout=self.stdout)
        people = ensure_people(settings.DEMO_PASSWORD or None, today=timezone.localdate())
        call_command("generate_demo", stdout=self.stdout)
        ensure_employer_desk(today=timezone.localdate())
        ensure_hall_duty(today=timezone.localdate())
        collect_static()
        self.stdout.write(f"准备完成，用时 {time.monotonic() - started:.1f} 秒。\n")
        site = f"http://localhost:{port}"
        self.announce(site, people)
        if not options["no_serve"]:
            # What the server and the worker write in letters leads to where this demo is.
            os.environ["SITE_URL"] = os.environ.get("SITE_URL") or site
            start_worker()
            serve(port)

    def announce(self, site: str, people: list[User]) -> None:
        """Print the addresses and the demo log-ins, with their common password."""
        lines = [
            "",
            f"  求职者首页  {site}/",
            f"  组织方后台  {site}/admin/",
            "",
            f"  组织方演示账号（{site}/account/login/email/，密码均为 {settings.DEMO_PASSWORD}）：",
            *(f"    {person.email:<32}{person.name}" for person in people),
            f"  第二重验证的密钥 {demo_secret()}，现在的 6 位数字 {code_now()}",
            "    之后的数字：.venv/bin/python manage.py demo_code",
            "",
            f"  企业工作台  {site}/received/，演示单位的经办人用 {MEMBER_EMAIL} 和同一密码登录",
            f"  今日会场    {site}/duty/，演示会场的工作人员用 {HALL_EMAIL} 和同一密码登录",
            "",
            f"  演示求职者（{site}/account/login/）：手机号 {SEEKER_PHONE.removeprefix('+86')}",
            "    任何 11 位手机号都可以；短信不会真的发出，验证码显示在这个窗口里。",
            "",
            "  按 Ctrl+C 停止。",
        ]
        self.stdout.write("\n".join(lines) + "\n")
        self.stdout.flush()


def checked_port(text: str) -> int:
    """The port as a number; raises CommandError unless it can be listened on."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise CommandError(f"端口 {text} 不存在：应为 1 与 65535 之间的数。")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise CommandError(f"没有权限使用端口 {port}，请换一个：make demo PORT=8123") from error
        except OSError as error:
            raise CommandError(f"端口 {port} 已被占用，请换一个：make demo PORT=8123") from error
    return port


def check_database() -> None:
    """Raise CommandError unless the database of DATABASE_URL answers."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise CommandError(f"连不上数据库（DATABASE_URL）：{reason}") from error


def collect_static() -> None:
    """Hash and compress static files for serving, unless nothing changed since the last time."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and manifest.stat().st_mtime > newest_source():
        return
    call_command("collectstatic", interactive=False, verbosity=0)


def newest_source() -> float:
    """When the latest of all static source files was changed, as a timestamp."""
    return max(
        Path(storage.path(name)).stat().st_mtime
        for finder in get_finders()
        for name, storage in finder.list([])
    )


def start_worker() -> None:
    """Start what does long work beside the server; it ends with this process."""
    worker = [sys.executable, "manage.py", "worker", "--with-parent"]
    subprocess.Popen(worker, cwd=settings.BASE_DIR)  # noqa: S603 - our own interpreter, no shell


def serve(port: int) -> None:
    """Become the production server; does not return."""
    arguments = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    arguments += [
        "--workers",
        "2",
        "--blocking-threads",
        "4",
        "--log-level",
        "warning",
        "tongwulang.wsgi:application",
    ]
    sys.stdout.flush()
    os.execv(  # noqa: S606 - our own interpreter, no shell
        sys.executable, [sys.executable, "-m", "granian", *arguments]
    )
