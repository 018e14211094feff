"""manage.py demo_code: the six digits that the demo's log-ins are asked for now."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tongwulang.site.demo.second_factor import code_now


class Command(BaseCommand):
    help = "显示演示账号现在的第二重验证码。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("这是正式环境（DEMO 未开启），没有演示账号。")
        self.stdout.write(code_now())
