"""manage.py do_chores: what time alone makes due, once; the worker does the same every hour."""

from typing import Any

from django.core.management.base import BaseCommand

from jobs.actions import chores


class Command(BaseCommand):
    help = "做一次例行处理：过期未答复的投递、到期的数据。可以重复运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in chores.do_all().items():
            self.stdout.write(f"{name}：{count}\n")
