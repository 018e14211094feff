"""Production starts only with everything that the law asks of a public site."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "DEMO": "false",
    "DEBUG": "false",
    "SECRET_KEY": "0123456789abcdef" * 4,
    "ALLOWED_HOSTS": "zhaopin.example.invalid",
    "ICP_NUMBER": "京ICP备00000000号",
    "POLICE_NUMBER": "京公网安备00000000000000号",
    "PRIVACY_CONTACT": "privacy@example.invalid",
    "COMPLAINT_PHONE": "010-00000000",
    "SITE_URL": "https://zhaopin.example.invalid",
    "EMAIL_URL": "dummymail://",
    "EMAIL_FROM": "noreply@example.invalid",
    "SMS_PROVIDER": "console",
}


def start_with(**changes):
    """Run Django's deployment check in a process with this environment."""
    environment = {**os.environ, **COMPLETE, **changes}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command, check=False, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True
    )


def test_complete_production_settings_pass_the_deployment_check():
    done = start_with()

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(COMPLETE.keys() - {"DEMO", "DEBUG"}))
def test_each_missing_setting_stops_the_start_by_name(name):
    done = start_with(**{name: " "})

    assert done.returncode != 0
    assert f"缺少必需的设置：{name}（" in done.stderr


def test_short_secret_key_stops_the_start():
    done = start_with(SECRET_KEY="0123456789abcdef" * 3)

    assert done.returncode != 0
    assert "SECRET_KEY 太短" in done.stderr


@pytest.mark.parametrize("address", ["nonsense", "mysql://user@host/name"])
def test_unknown_kind_of_database_stops_the_start_by_name(address):
    done = start_with(DATABASE_URL=address)

    assert done.returncode != 0
    assert "ImproperlyConfigured: DATABASE_URL 无法识别" in done.stderr


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SMS_PROVIDER": "pigeon"}, "SMS_PROVIDER 无法识别：应为 console 或 aliyun。"),
        ({"SMS_PROVIDER": "aliyun"}, "SMS_PROVIDER=aliyun 缺少设置：ALIYUN_SMS_KEY_ID、"),
    ],
)
def test_sms_without_what_the_provider_needs_stop_the_start(changes, said):
    done = start_with(**changes)

    assert done.returncode != 0
    assert said in done.stderr


def test_demo_starts_without_them():
    done = start_with(DEMO="true", **dict.fromkeys(COMPLETE.keys() - {"DEMO", "DEBUG"}, ""))

    assert "缺少必需的设置" not in done.stderr
