"""manage.py create_platform_admin: the first one; later ones are made in the admin."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.crypto import get_random_string

from tongwulang.accounts.actions.email_accounts import vouch_for_email
from tongwulang.accounts.models import User


class Command(BaseCommand):
    help = "建立平台管理员账号。首次登录时必须设置第二重验证。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="登录邮箱")
        parser.add_argument("--name", default="", help="姓名")
        parser.add_argument("--password", help="密码；不给则随机生成并显示一次")

    def handle(self, *args: Any, **options: Any) -> None:
        email = str(options["email"]).strip().lower()
        password = options["password"] or get_random_string(16)
        try:
            validate_email(email)
            validate_password(password, User(email=email))
        except ValidationError as error:
            raise CommandError("；".join(error.messages)) from error
        with transaction.atomic():
            if User.objects.filter(email=email).exists():
                raise CommandError(f"{email} 已有账号。")
            person = User.objects.create_superuser(email, password, name=options["name"])
            vouch_for_email(person=person)
        self.stdout.write(f"已建立平台管理员 {email}。")
        if not options["password"]:
            self.stdout.write(f"密码（只显示这一次）：{password}")
        self.stdout.write("请在 /account/login/email/ 登录，并按提示设置第二重验证。")
