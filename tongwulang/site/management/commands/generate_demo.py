"""manage.py generate_demo: fill both fairs with invented content, at any scale."""

import datetime as dt
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tongwulang.accounts.models import Organization
from tongwulang.site.demo.layout import DEFAULT_POSTINGS
from tongwulang.site.demo.people import ensure_people
from tongwulang.site.demo.planner_statistics import analyze
from tongwulang.site.demo.renewal import renew_postings
from tongwulang.site.demo.seekers import DEFAULT_APPLICANTS, ApplicantWriter
from tongwulang.site.demo.writer import EmployerWriter

_SECONDS_BETWEEN_LINES = 2


class Command(BaseCommand):
    help = "生成演示数据：两场招聘会的单位、岗位、展位和求职者；重复运行不会产生重复。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--postings",
            type=int,
            default=DEFAULT_POSTINGS,
            help="岗位数，按整个单位计，不少于此数；超出两场招聘会的为常态化岗位",
        )
        parser.add_argument("--applicants", type=int, help="求职者数；默认 2,000，规模小则按比例")
        parser.add_argument("--password", help="演示账号的密码；不给则不改动")
        parser.add_argument("--today", type=dt.date.fromisoformat, help="内容以哪天为准，默认今天")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("这是正式环境（DEMO 未开启），不能生成演示数据。")
        postings = options["postings"]
        if postings < 1:
            raise CommandError("--postings 须为正整数。")
        if not Organization.objects.exists():
            raise CommandError("没有主办单位和招聘会：请先运行 manage.py load_seeds。")
        today = options["today"] or timezone.localdate()
        ensure_people(options["password"], today=today)
        employers = EmployerWriter(today=today)
        self._report("岗位", employers.write(postings))
        if renewed := renew_postings(today):
            self.stderr.write(f"岗位 {renewed:,} 已延期")
        applicants = options["applicants"]
        if applicants is None:
            applicants = min(DEFAULT_APPLICANTS, DEFAULT_APPLICANTS * postings // DEFAULT_POSTINGS)
        seekers = ApplicantWriter(today=today)
        self._report("求职者", seekers.write(applicants))
        if employers.has_written or seekers.has_written:
            analyze()

    def _report(self, noun: str, progress: Iterator[int]) -> None:
        """Say on stderr how far it is, every two seconds and at the end."""
        started = said = time.monotonic()
        count = 0
        for count in progress:
            if time.monotonic() - said >= _SECONDS_BETWEEN_LINES:
                said = time.monotonic()
                self.stderr.write(f"{noun} {count:,}，每秒 {count / (said - started):,.0f}")
        self.stderr.write(f"{noun} {count:,}，用时 {time.monotonic() - started:.1f} 秒")
