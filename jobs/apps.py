"""App configuration of the fair and the market."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("招聘会与岗位")

    def ready(self) -> None:
        register(_check_search_index, Tags.database)
        post_migrate.connect(_ensure_search_index, sender=self)


def _ensure_search_index(using: str, **kwargs: Any) -> None:
    from jobs.actions import search_index  # noqa: PLC0415 - models load after app configurations

    search_index.ensure_search_index(using)


def _check_search_index(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    from jobs.actions import search_index  # noqa: PLC0415 - models load after app configurations

    return [
        # Not an error: `migrate`, which puts it right, would refuse to run.
        CheckWarning(
            f"数据库 {using} 缺少搜索索引的一部分：{name}。",
            hint="运行 manage.py migrate 或 manage.py rebuild_search。",
            id="jobs.W001",
        )
        for using in databases or ()
        for name in search_index.missing_parts(using)
    ]
