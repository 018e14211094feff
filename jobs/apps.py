"""App configuration of the fair and the market."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("招聘会与岗位")

    def ready(self) -> None:
        register(_check_search_index, Tags.database)
        register(_check_change_notes, Tags.database)
        pre_migrate.connect(_release_tables, sender=self)
        post_migrate.connect(_ensure_indexes, sender=self)


def _release_tables(using: str, **kwargs: Any) -> None:
    from jobs.actions import change_notes  # noqa: PLC0415 - models load after app configurations

    change_notes.release_tables(using)


def _ensure_indexes(using: str, **kwargs: Any) -> None:
    # Models load after app configurations.
    from jobs.actions import change_notes, search_index  # noqa: PLC0415

    search_index.ensure_search_index(using)
    change_notes.ensure_change_notes(using)


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


def _check_change_notes(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    from jobs.actions import change_notes  # noqa: PLC0415 - models load after app configurations

    return [
        CheckWarning(
            f"数据库 {using} 缺少变更记录的一部分：{name}；接口的同步与缓存会不完整。",
            hint="运行 manage.py migrate。",
            id="jobs.W002",
        )
        for using in databases or ()
        for name in change_notes.missing_parts(using)
    ]
