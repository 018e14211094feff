"""The log of exports, and their files: made by the worker, for whoever asked, for a while."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from jobs.actions import export_runs
from jobs.exports import runs
from jobs.models import ExportRun
from tests.conftest import organizer_of
from tests.factories import (
    ExportRunFactory,
    PostingFactory,
)
from tests.jobs.admin.asking_for_exports import of_list
from tests.jobs.admin.test_import_screens import texts
from tests.jobs.exports.conftest import table_of

pytestmark = pytest.mark.django_db

LIST = "admin:jobs_exportrun_changelist"


def test_long_list_is_the_workers_and_can_be_left_and_come_back_to(client, clerk, monkeypatch):
    monkeypatch.setattr(runs, "ROWS_AT_ONCE", 2)
    for title in "甲乙丙":
        PostingFactory(title=title)

    answer = of_list(client, "postings")

    run = ExportRun.objects.get()
    assert answer["Location"] == run.get_absolute_url()
    page = client.get(run.get_absolute_url())
    assert "生成中：0 / 3。可以离开这一页，稍后再来取。" in texts(page)
    assert "data-live" in page.content.decode()
    again = of_list(client, "postings")
    assert again["Location"] == run.get_absolute_url(), "asked twice it is made once"
    assert runs.work_on_next()
    assert not runs.work_on_next()
    assert "下载文件" in texts(client.get(run.get_absolute_url()))
    file = client.get(reverse("admin:jobs_exportrun_file", args=[run.pk]))
    run.refresh_from_db()
    assert file.content == bytes(run.content)
    assert run.rows_done == run.row_count == len(table_of(run)) == 3


def test_killed_worker_leaves_nothing_and_the_next_one_begins_anew(client, clerk, monkeypatch):
    monkeypatch.setattr(runs, "ROWS_AT_ONCE", 0)
    PostingFactory()
    of_list(client, "postings")
    run = ExportRun.objects.get()
    assert export_runs.lease(run)
    export_runs.advance(run, rows_done=1)
    assert not runs.work_on_next(), "somebody has it"

    ExportRun.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))

    assert runs.work_on_next()
    with pytest.raises(export_runs.LeaseLostError):
        export_runs.advance(run, rows_done=2)
    with pytest.raises(export_runs.LeaseLostError):
        export_runs.finish_export(run=run, content=b"late")
    run.refresh_from_db()
    assert len(table_of(run)) == 1


def test_log_is_seen_by_the_bureau_and_the_platform(client, clerk, platform_admin):
    PostingFactory(title="电焊工")
    of_list(client, "postings", "?q=焊工")
    run = ExportRun.objects.get()
    colleague = organizer_of("131000")

    for person in (colleague, platform_admin):
        client.force_login(person)
        assert "搜索：焊工" in texts(client.get(reverse(LIST)))
        assert "只有导出人本人可以下载文件。" in texts(client.get(run.get_absolute_url()))
    client.force_login(organizer_of("120114"))
    assert "搜索：焊工" not in texts(client.get(reverse(LIST)))


def test_log_cannot_be_changed_or_deleted(client, platform_admin):
    run = ExportRunFactory(filters="原样")
    client.force_login(platform_admin)

    client.post(run.get_absolute_url(), {"filters": "改过"})
    client.post(reverse("admin:jobs_exportrun_delete", args=[run.pk]), {"post": "yes"})
    client.post(reverse(LIST), {"action": "delete_selected", "_selected_action": [run.pk]})

    run.refresh_from_db()
    assert run.filters == "原样"


def test_who_lost_the_bureau_loses_the_file(client, clerk):
    PostingFactory()
    of_list(client, "postings")
    file = reverse("admin:jobs_exportrun_file", args=[ExportRun.objects.get().pk])
    assert client.get(file).status_code == 200
    other = organizer_of("120114").memberships.get().organization
    clerk.memberships.create(organization=other, joined_on="2026-01-05")
    assert client.get(file).status_code == 200

    clerk.memberships.filter(organization__region="131000").update(left_on=timezone.localdate())

    assert client.get(file).status_code == 404


def test_platform_admin_who_is_none_any_more_loses_the_file(client, platform_admin):
    PostingFactory()
    client.force_login(platform_admin)
    of_list(client, "postings")
    run = ExportRun.objects.get()
    assert export_runs.may_take(run, platform_admin)

    platform_admin.is_superuser = False

    assert not export_runs.may_take(run, platform_admin)


def test_file_goes_after_a_week_and_the_record_stays(client, clerk):
    PostingFactory()
    of_list(client, "postings")
    run = ExportRun.objects.get()
    ExportRun.objects.update(updated_at=timezone.now() - dt.timedelta(days=6, hours=23))
    assert export_runs.forget_contents() == 0
    ExportRun.objects.update(updated_at=timezone.now() - dt.timedelta(days=7, hours=1))
    assert export_runs.forget_contents() == 1

    assert client.get(reverse("admin:jobs_exportrun_file", args=[run.pk])).status_code == 404
    assert "文件已过保留期，或其中有人撤回同意、删除了资料，已删除" in texts(
        client.get(run.get_absolute_url())
    )
